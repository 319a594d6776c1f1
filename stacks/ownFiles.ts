const ownFolders =
  /^(?:\.git|\.github|\.ci|bench|collector|commands|connections|docs|examples|facts|judging|kernel|node_modules|policies|remediation|reports|resources|setup-log|test|toolchain)[\\/]/
const ownFiles =
  /^(?:package(?:-lock)?\.json|tsconfig\.json|biome\.json|Pulumi\.yaml|(?:README|CHANGELOG|CONTRIBUTING)\.md|LICENSE|compliance(?:\.cmd)?|\.(?:gitignore|gitattributes|npmrc))$/
const ownInStacks =
  /^stacks[\\/](?:(?:demo-fleet|failed-updates)[\\/]|.*\.[cm]?[jt]s$|Pulumi\.[^\\/]+\.(?:ya?ml|json)$)/

/** Whether a path below the checkout's root belongs to the project. */
export const isOwn = (path: string): boolean => [ownFolders, ownFiles, ownInStacks].some((one) => one.test(path))
