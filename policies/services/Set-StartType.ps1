function Set-StartType {
    param([string] $Name, [string] $Type)
    if ($Type -ne 'Delayed') {
        Set-Service -Name $Name -StartupType $Type
        return
    }
    & "$env:SystemRoot\System32\sc.exe" config $Name start= delayed-auto
    # Its exit codes are Windows' own.
    if ($LASTEXITCODE -ne 0) { throw (New-Object System.ComponentModel.Win32Exception -ArgumentList $LASTEXITCODE) }
}
