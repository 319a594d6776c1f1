const keepDependents =
  "$dependents = Get-Service -Name W3SVC,WAS -DependentServices | Where-Object { $_.Status -eq 'Running' }"

/** Steps that restart IIS, as the article asks, and bring back what Windows stops along with it. */
export const restartIis: ReadonlyArray<string> = [
  `Keep the running services that depend on IIS, in an elevated PowerShell: ${keepDependents}`,
  "Restart IIS in the same PowerShell; without -Force the article's command fails, since W3SVC depends on WAS: " +
    'Restart-Service W3SVC,WAS -Force',
  'Start again in the same PowerShell what Windows stopped along with it: $dependents | Start-Service'
]
