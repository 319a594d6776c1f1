# Invoke-Functions.ps1 COLLECTOR SCRIPT: runs a script among the collector's functions, as they stand, in any PowerShell.
param([string] $Collector, [string] $Script)
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
$utf8 = New-Object System.Text.UTF8Encoding -ArgumentList $false
$text = [IO.File]::ReadAllText($Collector)
$from = $text.IndexOf('# ---- What all sections use.', [StringComparison]::Ordinal)
$to = $text.IndexOf('# ---- Reads the sections', [StringComparison]::Ordinal)
. ([ScriptBlock]::Create($text.Substring($from, $to - $from)))
. $Script
