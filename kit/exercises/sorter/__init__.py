"""Sort statements by who stands behind them."""
