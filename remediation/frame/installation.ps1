# The roles that setup has not finished; it resumes at their watermarks.
function Get-UnfinishedRole {
    $machine = [Microsoft.Win32.RegistryKey]::OpenBaseKey('LocalMachine', 'Registry64')
    foreach ($generation in 'v15', 'v14') {
        $root = $machine.OpenSubKey("SOFTWARE\Microsoft\ExchangeServer\$generation")
        if ($null -eq $root) { continue }
        foreach ($name in $root.GetSubKeyNames()) {
            $role = $root.OpenSubKey($name)
            $unpacked = $role.GetValue('UnpackedVersion')
            $isBegun = $null -ne $role.GetValue('Watermark') -or $null -ne $role.GetValue('Action')
            $isHalf = $null -ne $unpacked -and $unpacked -ne $role.GetValue('ConfiguredVersion')
            if ($isBegun -or $isHalf) { $name }
        }
    }
}

# Setup.exe is the name of many programs: that of Exchange lies beside its server roles, or in its own temporary folder.
function Test-ExchangeImage {
    param([string] $Path)
    $place = [IO.Path]::GetDirectoryName($Path)
    if ($place.ToLowerInvariant().Contains('\exchangesetup')) { return $true }
    [IO.Directory]::Exists("$place\Setup\ServerRoles") -or [IO.Directory]::Exists("$place\ServerRoles")
}

# The programs at work that install Exchange: its setup, and its updates, which are named after their articles.
function Get-ExchangeInstaller {
    foreach ($program in [Diagnostics.Process]::GetProcesses()) {
        $name = $program.ProcessName.ToLowerInvariant()
        if ([regex]::IsMatch($name, '^(exsetup|exsetupui|exchange.*-kb[0-9]+.*)\z')) { $name }
        if ($name -ne 'setup') { continue }
        # One whose file can't be seen may be any.
        try { $isOurs = Test-ExchangeImage $program.MainModule.FileName } catch { $isOurs = $true }
        if ($isOurs) { $name }
    }
}

# The service of the Windows Installer goes on for minutes after its work; while it works, it holds this mutex.
function Test-MsiAtWork {
    $mutex = $null
    if (-not [Threading.Mutex]::TryOpenExisting('Global\_MSIExecute', [ref] $mutex)) { return $false }
    try {
        if (-not $mutex.WaitOne(0)) { return $true }
        $mutex.ReleaseMutex()
        $false
    }
    finally {
        $mutex.Dispose()
    }
}

# Setup of Exchange and its updates write there all the time.
function Test-SetupLogWritten {
    $logs = "$env:SystemDrive\ExchangeSetupLogs"
    if (-not [IO.Directory]::Exists($logs)) { return $false }
    $recent = [DateTime]::UtcNow.AddMinutes(-1)
    @([IO.Directory]::GetFiles($logs) | Where-Object { [IO.File]::GetLastWriteTimeUtc($_) -gt $recent }).Count -gt 0
}

# Once something is changed, only an installation of Exchange stops the rest: half of the steps may be worse than none.
function Get-Installation {
    param([bool] $IsChanged)
    $names = @(Get-ExchangeInstaller)
    if ($names.Count -gt 0) { return "an installation of Exchange runs ($($names[0])): wait until it is done, and try again" }
    $isAtWork = Test-MsiAtWork
    if ($isAtWork -and $IsChanged -and -not (Test-SetupLogWritten)) { return }
    if ($isAtWork) { return 'the Windows Installer installs something: wait until it is done, and try again' }
    if ($IsChanged) { return }
    $machine = [Microsoft.Win32.RegistryKey]::OpenBaseKey('LocalMachine', 'Registry64')
    $begun = $machine.OpenSubKey('SOFTWARE\Microsoft\Windows\CurrentVersion\Installer\InProgress')
    if ($null -ne $begun) { 'an installation was begun and not finished (Installer\InProgress): finish it, or restart the server' }
}

# A run writes less than 8 MB: its output, its record and what it keeps. The rest is for what else writes meanwhile.
function Get-Shortage {
    $drive = [IO.Path]::GetPathRoot($folder)
    # Of a property that fails PowerShell makes null, and tells no reason; of its method it does.
    try { $free = ([IO.DriveInfo] $drive).get_AvailableFreeSpace() }
    catch { return "what is free on $drive can't be read: $(Get-Reason $_.Exception)" }
    $megabytes = [Math]::Floor($free / 1048576)
    if ($megabytes -lt 64) { "only $megabytes MB are free on $drive and a run needs 64, for its journal and its backups" }
}
