/** What is kept of a log at most, so that a log without end takes no memory without end. */
export const limits = {
  /** Characters of one line, and of one text made of several lines. */
  line: 4_000,
  entry: 16_000,
  /** Lines that continue an entry. */
  continuation: 300,
  errors: 60,
  warnings: 40,
  prerequisites: 200,
  settings: 60,
  rules: 100,
  /** Lines before an error. */
  before: 12,
  frames: 12,
  objects: 20,
  codes: 12
} as const
