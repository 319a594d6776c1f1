$mostPageFiles = 1000

# The files in a folder and all below it, up to some number; links are not followed.
function Measure-PageFile {
    param([string] $Folder)
    $files = 0
    $waiting = New-Object 'System.Collections.Generic.Queue[string]'
    $waiting.Enqueue($Folder)
    while ($waiting.Count -gt 0 -and $files -lt $mostPageFiles) {
        Assert-InTime
        $one = $waiting.Dequeue()
        $files += @([IO.Directory]::GetFiles($one)).Count
        foreach ($below in [IO.Directory]::GetDirectories($one)) {
            $isLink = ([IO.File]::GetAttributes($below) -band [IO.FileAttributes]::ReparsePoint) -ne 0
            if (-not $isLink) { $waiting.Enqueue($below) }
        }
    }
    if ($files -gt $mostPageFiles) { $mostPageFiles } else { $files }
}

# Folders named after a build, and Current.
function Get-PageFolder {
    param([string] $Parent)
    foreach ($path in [IO.Directory]::GetDirectories($Parent)) {
        $name = $path.Substring($path.LastIndexOf([char] '\') + 1)
        if (-not [regex]::IsMatch($name, '\A([0-9]{1,6}(\.[0-9]{1,6}){2,3}|[Cc]urrent)\z')) { continue }
        $files = $null
        $unreadable = $null
        try { $files = Measure-PageFile $path } catch { $unreadable = ConvertTo-EventText (Get-Reason $_) 300 }
        [ordered]@{ name = $name; files = $files; unreadable = $unreadable }
    }
}

function Get-PageParent {
    $root = Get-InstallPath
    foreach ($parent in 'ClientAccess\ecp', 'ClientAccess\Owa\prem', 'FrontEnd\HttpProxy\owa\auth') {
        $folders = $null
        $state = 'present'
        $unreadable = $null
        try { $folders = [object[]] @(Get-PageFolder ($root + $parent) | Select-Object -First 300) }
        catch [IO.DirectoryNotFoundException] { $state = 'absent' }
        catch {
            $state = $null
            $unreadable = ConvertTo-EventText (Get-Reason $_) 300
        }
        [ordered]@{ parent = $parent; state = $state; folders = $folders; unreadable = $unreadable }
    }
}

$sections.pageFolders = { , @(Get-PageParent) }
