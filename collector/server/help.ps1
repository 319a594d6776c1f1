<#
.SYNOPSIS
Reads the facts by which an Exchange server is judged, and writes them as JSON.

.DESCRIPTION
Reads only: registry, files, service manager and certificate store of the computer on which it runs. It needs neither
WMI nor IIS nor the cmdlets of Exchange, since after a failed update none of them may answer, and it installs nothing.
It runs in Windows PowerShell 3.0 and later and in PowerShell 7, on Mailbox, Client Access and Edge Transport servers of
Exchange 2010 and later, and on computers with the management tools alone.

What can't be read is {"error": "why"} in the place of its section; the rest is read all the same. Run it elevated:
an account that isn't a local administrator gets "access denied" for some sections.

.PARAMETER OutFile
The file to write, in UTF-8 without byte order mark; a file of that name is replaced. Without it the JSON goes to
standard output, or to the pipeline of a remote or interactive session.

.PARAMETER SetupMedia
The folder of a medium of setup on a drive of this server, such as D:\, to be looked at. Without it none is.

.PARAMETER PatchFile
The file of an update on a drive of this server, to be looked at. Without it none is.

.PARAMETER Ioc
Searches the logs of Exchange for traces of intruders, too, as Test-ProxyLogon.ps1 does. That takes up to eight minutes,
and reads up to 8 GB, the newest first; what was left out is told. Nothing else of the logs is written but the lines'
times, addresses and what makes each one a trace.

.NOTES
This script is assembled from the files in the folder collector of exchange-compliance, by `npm run collector`: change
those files, and not the script.

.INPUTS
None.

.OUTPUTS
System.String. The recorded facts, version 1, in one line of JSON. The exit code is 0 where they were written, and 1
where they were not; one sentence on standard error then says why.

.EXAMPLE
powershell.exe -NoProfile -ExecutionPolicy RemoteSigned -File Get-ExchangeFacts.ps1 -OutFile EX01.json

Records the facts of this server in a file, for an audit elsewhere.

.EXAMPLE
powershell.exe -NoProfile -ExecutionPolicy RemoteSigned -File Get-ExchangeFacts.ps1 -Ioc -OutFile EX01.json

The same, with the traces of intruders in the logs.

.EXAMPLE
Invoke-Command -ComputerName EX01 -FilePath .\Get-ExchangeFacts.ps1

Reads a server over PowerShell remoting; the JSON comes back as one string.
#>
[CmdletBinding()] param([string] $OutFile = '', [string] $SetupMedia = '', [string] $PatchFile = '', [switch] $Ioc)
