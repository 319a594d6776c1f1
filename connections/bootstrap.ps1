$ProgressPreference = 'SilentlyContinue'
$lines = @($input)
if ($lines.Count -lt 2 -or $lines[-1] -ne $endMark) {
  [Console]::Error.WriteLine('The script did not arrive completely.')
  exit 3
}
& ([ScriptBlock]::Create([Text.Encoding]::UTF8.GetString([Convert]::FromBase64String(-join $lines[0..($lines.Count - 2)]))))
