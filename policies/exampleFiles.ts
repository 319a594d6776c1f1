import type { Policy } from '../judging/policy'

/** The policies that a setup log decides are rows of a table, and have no folder each. */
const folderOf = ({ name, decides }: Policy): string =>
  decides.every((section) => section === 'setupLog')
    ? `policies/setup-log/examples/${name}`
    : `policies/${name}/example`

/** The files of a policy's example, from the project's root: facts that drift, and what `check` shows of them. */
export const exampleFiles = (policy: Policy): { readonly facts: string; readonly shown: string } => {
  const path = folderOf(policy)
  return { facts: `${path}.json`, shown: `${path}.txt` }
}
