// A QR picture of a hand-in code: capitals, digits and a few signs (alphanumeric), versions 1 to 6, correction level M.
// ISO/IEC 18004: each version is 17 + 4 v modules wide and holds 20, 38, 61, 90, 122 or 154 signs.

const QR_SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
/** By version: its bytes, the bytes of a block that correct, and its blocks, which are of one size at this level. */
const QR_SIZES = [[26, 10, 1], [44, 16, 1], [70, 26, 1], [100, 18, 2], [134, 24, 2], [172, 16, 4]];
/** Level M and mask 3, with their own correction and mask. */
const QR_FORMAT = 0b101101101001011;

/** Two numbers multiplied in the field of 256 with x^8 + x^4 + x^3 + x^2 + 1. */
function qrTimes(a, b) {
  let found = 0;
  for (; b; b >>= 1) {
    if (b & 1) found ^= a;
    a = (a << 1) ^ (a & 128 ? 0x11d : 0);
  }
  return found;
}

/** The bytes that correct a block: the rest of its polynomial by (x - 1)(x - 2)(x - 4)... */
function qrChecks(block, count) {
  let divisor = [1];
  for (let at = 0, root = 1; at < count; at += 1, root = qrTimes(root, 2)) {
    divisor = [...divisor, 0].map((value, place) => value ^ qrTimes(divisor[place - 1] ?? 0, root));
  }
  const rest = [...block, ...Array(count).fill(0)];
  for (const at of block.keys()) {
    const lead = rest[at];
    for (const [place, value] of divisor.entries()) rest[at + place] ^= qrTimes(value, lead);
  }
  return rest.slice(block.length);
}

/** A text as the bytes of a version, blocks taken by turns. */
function qrBytes(text, [total, count, blocks]) {
  const room = total - count * blocks;
  const bit = (value, width) => value.toString(2).padStart(width, "0");
  const pairs = text.match(/..?/g).map((pair) => [...pair].map((sign) => QR_SIGNS.indexOf(sign)));
  let bits = `0010${bit(text.length, 9)}${pairs.map(([a, b]) => (b === undefined ? bit(a, 6) : bit(45 * a + b, 11))).join("")}`;
  bits = (bits + "0".repeat(Math.min(4, 8 * room - bits.length))).replace(/.{1,8}/g, (byte) => byte.padEnd(8, "0"));
  const data = bits.match(/.{8}/g).map((byte) => parseInt(byte, 2));
  for (let pad = 0xec; data.length < room; pad ^= 0xfd) data.push(pad);
  const parts = [...Array(blocks).keys()].map((at) => data.slice((at * room) / blocks, ((at + 1) * room) / blocks));
  const turns = (lists) => lists[0].flatMap((_, at) => lists.map((list) => list[at]));
  return [...turns(parts), ...turns(parts.map((part) => qrChecks(part, count)))];
}

/**
 * The modules of a text's picture, rows of 1 for a dark one; null for a text that does not fit. A quiet margin of four
 * modules belongs around it. The mask is always the one of (row + column) mod 3: codes are as good as random, and
 * no mask suits them better than another.
 */
function qrOf(text) {
  const version = [20, 38, 61, 90, 122, 154].findIndex((most) => text.length <= most);
  if (version < 0 || !text || [...text].some((sign) => !QR_SIGNS.includes(sign))) return null;
  const size = 21 + 4 * version;
  const rows = Array.from({ length: size }, () => Array(size));
  const square = (y, x, rings) => {
    const far = rings.length - 1;
    for (let dy = -far; dy <= far; dy += 1) {
      for (let dx = -far; dx <= far; dx += 1) if (y + dy in rows && x + dx >= 0 && x + dx < size) rows[y + dy][x + dx] = rings[Math.max(Math.abs(dy), Math.abs(dx))];
    }
  };
  for (const [y, x] of [[3, 3], [3, size - 4], [size - 4, 3]]) square(y, x, [1, 1, 0, 1, 0]);
  if (version) square(size - 7, size - 7, [1, 0, 1]);
  for (let at = 8; at < size - 8; at += 1) rows[6][at] = rows[at][6] = (at + 1) % 2;
  for (let at = 0; at < 15; at += 1) {
    const bit = (QR_FORMAT >> at) & 1;
    rows[at < 6 ? at : at < 8 ? at + 1 : size - 15 + at][8] = bit;
    rows[8][at < 8 ? size - 1 - at : at < 9 ? 7 : 14 - at] = bit;
  }
  rows[size - 8][8] = 1;
  const bits = qrBytes(text, QR_SIZES[version]).flatMap((byte) => [7, 6, 5, 4, 3, 2, 1, 0].map((at) => (byte >> at) & 1));
  let next = 0;
  for (let right = size - 1, up = true; right > 0; right -= right === 8 ? 3 : 2, up = !up) {
    for (let step = 0; step < size; step += 1) {
      const y = up ? size - 1 - step : step;
      for (const x of [right, right - 1]) rows[y][x] ??= (bits[next++] ?? 0) ^ ((y + x) % 3 === 0);
    }
  }
  return rows;
}
