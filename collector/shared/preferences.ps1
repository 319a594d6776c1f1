Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
# Over ssh and in a pipeline they would stand beside the JSON.
$WarningPreference = 'SilentlyContinue'
$InformationPreference = 'SilentlyContinue'
$utf8 = New-Object System.Text.UTF8Encoding -ArgumentList $false
$toProcess = $Host.Name -eq 'ConsoleHost' -and [Console]::IsOutputRedirected
