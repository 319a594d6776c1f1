function Invoke-Program {
    param([string] $Path, [string] $Folder, [string] $Words, [int] $Seconds)
    $info = New-Object System.Diagnostics.ProcessStartInfo
    $info.FileName = $Path
    $info.Arguments = $Words
    $info.WorkingDirectory = $Folder
    $info.UseShellExecute = $false
    $info.CreateNoWindow = $true
    # Read, so that it never waits for a reader, and dropped, since it is no result of a step.
    $info.RedirectStandardOutput = $true
    $info.RedirectStandardError = $true
    try { $child = [Diagnostics.Process]::Start($info) }
    catch { throw "$([IO.Path]::GetFileName($Path)) could not be started: $(Get-Reason $_.Exception)" }
    try {
        $child.BeginOutputReadLine()
        $child.BeginErrorReadLine()
        if (-not $child.WaitForExit($Seconds * 1000)) {
            $child.Kill()
            [void] $child.WaitForExit(10000)
            throw "$([IO.Path]::GetFileName($Path)) did not end within $Seconds s"
        }
        $child.ExitCode
    }
    finally {
        $child.Dispose()
    }
}
