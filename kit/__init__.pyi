# The public names of the kit, each stated once, with its home.

from .articles.files import load_articles as load_articles
from .articles.statements import split_statements as split_statements
from .core.errors import AnswerError as AnswerError
from .core.errors import ArticleError as ArticleError
from .core.errors import FrameError as FrameError
from .core.errors import KitError as KitError
from .core.errors import KitWarning as KitWarning
from .core.errors import LessonError as LessonError
from .core.errors import LexiconError as LexiconError
from .engine.evidence.cues import find_cues as find_cues
from .engine.verdict.resolve import suggest_labels as suggest_labels
from .exercises.chain.widget import ChainBuilder as ChainBuilder
from .exercises.compare.widget import Compare as Compare
from .exercises.cuelab.widget import CueLab as CueLab
from .exercises.headline.widget import HeadlineCheck as HeadlineCheck
from .exercises.highlighter.widget import Highlighter as Highlighter
from .exercises.lateral.widget import LateralReading as LateralReading
from .exercises.log import AnswerLog as AnswerLog
from .exercises.log import read_answers as read_answers
from .exercises.practice.skills import SkillMap as SkillMap
from .exercises.practice.skills import skill_map as skill_map
from .exercises.practice.widget import Practice as Practice
from .exercises.rewrite.widget import Rewrite as Rewrite
from .exercises.scoring import score as score
from .exercises.sorter.widget import Sorter as Sorter
from .lessons.drafts import draft_lesson as draft_lesson
from .lessons.folders import list_lessons as list_lessons
from .lessons.folders import load_lesson as load_lesson
from .lessons.items import item_bank as item_bank
from .lessons.items import list_items as list_items
from .lessons.items import load_items as load_items
from .lessons.lesson import Lesson as Lesson
from .measures import accuracy as accuracy
from .measures import confusion as confusion
from .measures import over_doubt as over_doubt
from .measures import over_trust as over_trust
from .show.explanation import Explanation as Explanation
from .show.explanation import explain as explain
from .show.pages import worksheet as worksheet
from .show.plots import plot_shares as plot_shares
from .show.plots import plot_sourcing as plot_sourcing
from .show.reports import Report as Report
from .show.reports import report as report
from .show.strips import describe_sourcing as describe_sourcing

__version__: str
