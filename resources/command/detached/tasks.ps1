# A method of COM that returns nothing may leave a null, which would become part of an answer.
function Open-TaskService {
    # New-Object is of a module, which may not load; then .NET does the same.
    try { $service = New-Object -ComObject 'Schedule.Service' }
    catch { $service = [Activator]::CreateInstance([Type]::GetTypeFromProgID('Schedule.Service')) }
    [void] $service.Connect()
    $service
}

# The tasks' own folder in the Task Scheduler; nothing where there is none.
function Get-TaskFolder {
    try { (Open-TaskService).GetFolder("\$taskFolder") } catch { return }
}

function Open-TaskFolder {
    $found = Get-TaskFolder
    if ($null -ne $found) { return $found }
    # Only administrators and the system may add tasks to it.
    (Open-TaskService).GetFolder('\').CreateFolder("\$taskFolder", 'D:P(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)')
}

# Anybody may register a task of any name, but only administrators make folders among the runs.
function Get-OwnTask {
    param([string] $Like)
    $known = Get-TaskFolder
    if ($null -eq $known) { return }
    $known.GetTasks(1) | Where-Object {
        $id = $_.Name.Replace($prefix, '')
        $isOne = [regex]::IsMatch($id, '^[0-9a-f-]{36}\z') -and [IO.Directory]::Exists("$runs\$id")
        $isOne -and $_.Name -like $Like
    }
}

# A run holds this file as long as its process lives; whoever can't tell takes it for living.
function Test-Alive {
    param([string] $Path)
    if (-not [IO.File]::Exists("$Path\alive")) { return $false }
    try { $probe = [IO.File]::Open("$Path\alive", 'Open', 'ReadWrite', 'None') } catch { return $true }
    $probe.Dispose()
    $false
}

function Test-Running {
    param([string] $Like)
    # A task that is queued (2) or running (4).
    @(Get-OwnTask $Like | Where-Object { (2, 4) -contains [int] $_.State }).Count -gt 0
}

function Test-RunAtWork {
    param([string] $Path)
    (Test-Alive $Path) -or (Test-Running "$prefix$([IO.Path]::GetFileName($Path))")
}

function Test-AnyAtWork {
    if (Test-Running "$prefix*") { return $true }
    if (-not [IO.Directory]::Exists($runs)) { return $false }
    @([IO.Directory]::GetDirectories($runs) | Where-Object { Test-Alive $_ }).Count -gt 0
}

# Removes a run that is not at work, with its task, and the tasks' folder where it was the last one.
function Remove-RunOf {
    param([string] $Path)
    $id = [IO.Path]::GetFileName($Path)
    Get-OwnTask "$prefix$id" | ForEach-Object { [void] (Get-TaskFolder).DeleteTask($_.Name, 0) }
    # Held meanwhile, so that a process that begins in this moment ends at once.
    $held = [IO.File]::Open("$Path\alive", 'OpenOrCreate', 'ReadWrite', 'None')
    try {
        foreach ($name in 'run.ps1', 'script.ps1') { [IO.File]::Delete("$Path\$name") }
    } finally {
        $held.Dispose()
    }
    [IO.Directory]::Delete($Path, $true)
    # While it holds a task, Windows refuses.
    try { [void] (Open-TaskService).GetFolder('\').DeleteFolder($taskFolder, 0) } catch { return }
}

# A run whose watcher was killed is never asked for again; none takes longer than two hours.
function Remove-OldRun {
    foreach ($path in [IO.Directory]::GetDirectories($runs)) {
        $isOld = [IO.Directory]::GetLastWriteTimeUtc($path) -lt [DateTime]::UtcNow.AddDays(-1)
        if (-not $isOld -or (Test-RunAtWork $path)) { continue }
        # What can't be removed, since somebody reads it, holds no new run back.
        try { Remove-RunOf $path } catch { continue }
    }
}
