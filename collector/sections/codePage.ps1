function Get-CodePage {
    $root = 'SYSTEM\CurrentControlSet\Control\Nls\CodePage'
    # The default of Windows PowerShell is the code page in use since Windows started; that of PowerShell 7 is UTF-8.
    $inUse = $null
    if ($PSVersionTable.PSVersion.Major -lt 6) { $inUse = [long] [Text.Encoding]::Default.CodePage }
    [ordered]@{
        acp = ConvertTo-ShortText (Get-MachineValue $root 'ACP')
        oem = ConvertTo-ShortText (Get-MachineValue $root 'OEMCP')
        inUse = $inUse
        os = Get-WindowsVersion
    }
}

$sections.codePage = { Get-CodePage }
