function Get-ExitCode {
    param([string] $Name)
    $lines = @(& "$env:SystemRoot\System32\sc.exe" query $Name)
    foreach ($line in $lines) {
        $match = [regex]::Match($line, ':\s*(\d+)\s+\(0x[0-9A-Fa-f]+\)')
        if ($match.Success) { $match.Groups[1].Value }
    }
}
