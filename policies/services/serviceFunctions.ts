import getExitCode from './Get-ExitCode.ps1'
import saveStartType from './Save-StartType.ps1'
import setStartType from './Set-StartType.ps1'
import startAndWait from './Start-AndWait.ps1'
import testRunning from './Test-Running.ps1'
import testStartType from './Test-StartType.ps1'

/** `Enabled` stands for any start type but Disabled. Set-Service before PowerShell 6 doesn't know of delayed start. */
export const toEnable: ReadonlyArray<string> = [testStartType, saveStartType, setStartType]

/** What starts a service. sc.exe writes Windows' exit code and the service's own in this order in every language. */
export const toStart: ReadonlyArray<string> = [getExitCode, startAndWait]

/** What starts a service, and tests whether it runs. */
export const toRun: ReadonlyArray<string> = [...toStart, testRunning]
