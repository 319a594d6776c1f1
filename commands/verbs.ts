import type { Verb } from './verb'

/** A verb as the overview lists it; all else of it is loaded when it is asked for. */
interface Entry {
  readonly answers: string
  readonly load: () => Promise<Verb>
}

/** All verbs, in the order in which the overview shows them. */
export const verbs: Readonly<Record<string, Entry>> = {
  check: { answers: 'Are these servers in order?', load: async () => (await import('./check')).check },
  ready: { answers: 'May the update begin, and in which order?', load: async () => (await import('./ready')).ready },
  explain: {
    answers: 'What is wrong with this server, in full?',
    load: async () => (await import('./explain')).explain
  },
  script: {
    answers: 'What would pulumi up run on this server?',
    load: async () => (await import('./script')).script
  },
  report: { answers: 'Files for people and pipelines.', load: async () => (await import('./report')).report },
  init: { answers: 'How do I begin a stack file?', load: async () => (await import('./init')).init },
  validate: { answers: "Are the stack's settings right?", load: async () => (await import('./validate')).validate },
  doctor: { answers: 'Can this computer do its work?', load: async () => (await import('./doctor')).doctor },
  collect: { answers: 'Record the facts of servers.', load: async () => (await import('./collect')).collect },
  audit: { answers: 'Judge recorded facts and setup logs.', load: async () => (await import('./audit')).audit },
  restore: { answers: 'What takes a remediation back?', load: async () => (await import('./restore')).restore },
  policies: { answers: 'Which policies are there?', load: async () => (await import('./policies')).policies },
  pulumi: { answers: "Run Pulumi's own command line.", load: async () => (await import('./pulumi')).pulumi }
}
