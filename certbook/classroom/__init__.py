"""What an instructor sees and gives back: reports on a class, similar answers, exports, regrading, a class in CI."""
