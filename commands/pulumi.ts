import type { Verb } from './verb'

/** The launcher runs it before any verb is loaded; here is its help alone. */
export const pulumi: Verb = {
  usage: 'COMMAND ...',
  about: "Runs Pulumi's own command line with the right CLI and backend. pulumi COMMAND --help is Pulumi's own help.",
  options: {},
  codes: { any: "Those of Pulumi's own command." },
  examples: ['pulumi stack init production', 'pulumi preview --stack production --diff'],
  run: async () => null
}
