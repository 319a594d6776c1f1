<#
.SYNOPSIS
Reads the facts of an Exchange organization through Exchange's own PowerShell endpoint, and writes them as JSON.

.DESCRIPTION
Run it once for all servers, on the operator's computer: from within a session on a server Exchange's cmdlets can't
reach the directory (the second hop has no credentials). It opens one session to the endpoint by Kerberos as the
account that runs it, calls cmdlets that only view, and closes it; for many servers it opens up to four. It needs
neither the management tools nor any module, and runs in Windows PowerShell 5.1 and PowerShell 7 on Windows. The role
group View-Only Organization Management suffices for all but the queues and the back pressure, which need Server
Management. The levels of the directory, external URLs and the versions of the endpoints are read by LDAP from the
forest of this computer, as any user.
What the account's roles don't include is {"error": "why"} in the place of its section.

.PARAMETER Endpoint
The fully qualified name of an Exchange Mailbox or Client Access server, such as ex01.contoso.com, or several with
commas in between: they are tried in turn.

.PARAMETER Https
Asks by https (TCP 443) instead of http (TCP 80).

.PARAMETER Dag
The name of a database availability group. Of all servers only its members are asked then.

.PARAMETER Seconds
How long the whole may take. What was not read until then says so in its place.

.PARAMETER OutFile
The file to write, in UTF-8 without byte order mark; a file of that name is replaced. Without it the JSON goes to
standard output, or to the pipeline of an interactive session.

.NOTES
This script is assembled from the files in the folder collector of exchange-compliance, by `npm run collector`: change
those files, and not the script.

.INPUTS
None.

.OUTPUTS
System.String. The organization facts, version 1, in one line of JSON. The exit code is 0 where they were written, and 1
where they were not, or where the endpoint can't be reached; one sentence on standard error then says why.

.EXAMPLE
powershell.exe -NoProfile -File Get-ExchangeOrganizationFacts.ps1 -Endpoint ex01.contoso.com -OutFile organization.json

Records the facts of the organization in a file.
#>
[CmdletBinding()] param(
    [string] $Endpoint = '',
    [string] $OutFile = '',
    [switch] $Https,
    [string] $Dag = '',
    [int] $Seconds = 600
)
