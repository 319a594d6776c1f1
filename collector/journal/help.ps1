<#
.SYNOPSIS
Reads what remediations have written down and kept on this server, and prints it as JSON.

.DESCRIPTION
Reads only: the journal in the folder ExchangeCompliance of ProgramData, where each remediation has a numbered folder
with entry.json (finished) or failed.json (stopped midway), and each of its steps a folder with backup.json. Their texts
are passed on as they are, so that nothing is decided here. Where no remediation has ever run, the list is empty.

Only administrators may read the journal, so run it elevated. It needs Windows PowerShell 3.0 or later, or PowerShell 7.

.NOTES
This script is assembled from the files in the folder collector of exchange-compliance, by `npm run collector`: change
those files, and not the script.

.INPUTS
None.

.OUTPUTS
System.String. The newest entries, the last one first, in one line of JSON. The exit code is 0 where they were read,
and 1 where they were not; one sentence on standard error then says why.

.EXAMPLE
powershell.exe -NoProfile -ExecutionPolicy RemoteSigned -File Get-JournalEntries.ps1

Prints the journal of this server.
#>
[CmdletBinding()] param()
