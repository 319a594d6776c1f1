import { phrased } from '../headlineParts'

export const dagBuildHeadline = phrased(
  ({ actual, desired }) => `has ${actual}, and another member of its DAG has ${desired}`,
  'Members of a DAG with different builds are supported only while an update is rolled out.'
)
