# The newest generation that is installed: its keys are v14 for Exchange 2010, and v15 for all later ones. What an
# older one has left must not answer for a newer one that is damaged.
function Get-Generation {
    $damaged = ''
    foreach ($generation in 'v15', 'v14') {
        $root = "SOFTWARE\Microsoft\ExchangeServer\$generation"
        $key = Open-MachineKey $root
        if ($null -eq $key) { continue }
        $names = @($key.GetSubKeyNames())
        $told = @($names | Where-Object { $_ -eq 'Setup' -or [regex]::IsMatch($_, 'Role\z') })
        if ($told.Count -gt 0 -and $damaged -ne '') {
            throw "the registry holds $damaged without Setup and roles, beside $root, so the installed one is not known"
        }
        if ($told.Count -gt 0) { return @{ generation = $generation; root = $root } }
        if ($names.Count -gt 0) { $damaged = $root }
    }
    if ($damaged -ne '') { throw "the registry holds $damaged without Setup and roles" }
    throw 'no Exchange installation found in the registry'
}

function Get-Installation {
    $installed = Get-Generation
    $root = $installed.root
    $value = Get-MachineValue "$root\Setup" 'MsiInstallPath'
    $path = if ($value -is [string]) { ConvertTo-KnownText $value } else { $null }
    if ($null -eq $path -or -not [regex]::IsMatch($path, '\A[A-Za-z]:\\[^\x00-\x1f"<>|?*]*\z')) {
        throw "the registry holds $root without the installation folder (Setup, MsiInstallPath)"
    }
    @{ generation = $installed.generation; root = $root; path = $path.TrimEnd('\') + '\' }
}

function Get-InstallPath {
    $path = (Get-Installation).path
    if (-not [IO.Directory]::Exists($path)) { throw "the installation folder $path does not exist or is out of reach" }
    $path
}
