/** The scripts that npm runs, too. */
const scripts = {
  audit: () => import('./audit/audit'),
  catalogue: () => import('./catalogue'),
  collect: () => import('./collect/collect'),
  restore: () => import('./restore/restore'),
  script: () => import('./script/script')
}

/** Runs the script behind an npm command with these words; it sets the exit code itself. */
export const runScript = async (name: keyof typeof scripts, words: ReadonlyArray<string>): Promise<null> => {
  process.argv = [...process.argv.slice(0, 2), ...words]
  await scripts[name]()
  return null
}
