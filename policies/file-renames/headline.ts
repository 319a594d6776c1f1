import { phrased } from '../headlineParts'

export const fileRenamesHeadline = phrased(
  ({ actual }) => `PendingFileRenameOperations names ${actual}`,
  'Setup refuses to run while it names any file, and a restart alone does not end these entries.'
)
