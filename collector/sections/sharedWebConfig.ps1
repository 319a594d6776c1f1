function Read-SharedConfig {
    param([string] $Path, [string] $Root)
    $most = 33554432
    $stream = Open-File $Path
    try {
        if ($stream.Length -gt $most) { return 'other', "it has more than $most bytes" }
        $reader = New-Object System.IO.StreamReader -ArgumentList $stream
        Get-SharedConfigState $reader.ReadToEnd() $Root
    }
    finally {
        $stream.Dispose()
    }
}

# The file is opened rather than looked for: what may not be entered looks absent, too. A fault costs one file alone.
function Get-ConfigurationState {
    param([string] $Path, [string] $Root)
    $found = @(
        try {
            if ([IO.Directory]::Exists($Path)) { 'other', 'a folder stands in its place' }
            else { Read-SharedConfig $Path $Root }
        }
        catch [IO.FileNotFoundException] {
            'absent'
        }
        catch [IO.DirectoryNotFoundException] {
            'absent'
        }
        catch {
            $null, (Get-Reason $_)
        }
    )
    @{ state = $found[0]; text = $(if ($found.Count -gt 1) { $found[1] } else { $null }) }
}

function Get-SharedWebConfig {
    $folder = Get-InstallPath
    $back = Get-ConfigurationState ($folder + 'ClientAccess\SharedWebConfig.config') $folder
    $front = Get-ConfigurationState ($folder + 'FrontEnd\HttpProxy\SharedWebConfig.config') $folder
    [ordered]@{
        clientAccess = $back.state
        httpProxy = $front.state
        found = [ordered]@{ clientAccess = $back.text; httpProxy = $front.text }
    }
}

$sections.sharedWebConfig = { Get-SharedWebConfig }
