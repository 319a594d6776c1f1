import { applicable, compliant, type Policy } from '../../judging/policy'

/** A policy that finds a service right, with some of its parts replaced. */
export const aPolicy = (parts: Partial<Policy> = {}): Policy => ({
  name: 'a-policy',
  title: 'All is well',
  section: 'services',
  link: 'https://learn.microsoft.com/',
  stage: 'always',
  level: 'mandatory',
  decides: ['services'],
  supports: [],
  automation: { automated: [], byHand: ['All of it, since it is a test.'] },
  applies: () => applicable,
  evaluate: () => [compliant(['services', 'W3SVC'], 'Automatic, Running')],
  ...parts
})
