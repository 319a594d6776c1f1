function Save-Binding {
    param([string] $Site, [string[]] $Forms, [string] $Endpoint, [string] $Folder)
    Save-SslRecords $Folder
    Copy-Item -LiteralPath "$env:SystemRoot\System32\inetsrv\config\applicationHost.config" -Destination $Folder
    $machine = [Microsoft.Win32.RegistryKey]::OpenBaseKey('LocalMachine', 'Registry64')
    $key = $machine.OpenSubKey("SYSTEM\CurrentControlSet\Services\HTTP\Parameters\SslBindingInfo\$Endpoint")
    $record = $null
    if ($null -ne $key) {
        $record = [ordered]@{}
        foreach ($name in $key.GetValueNames()) { $record[$name] = $key.GetValue($name) }
        $record['AppId'] = Get-ApplicationId $key
        $bytes = @($key.GetValue('SslCertHash') | Where-Object { $null -ne $_ })
        $record['SslCertHash'] = @($bytes | ForEach-Object { $_.ToString('X2') }) -join ''
    }
    $manager = Open-Iis
    $isBound = @(Find-HttpsBinding $manager $Site $Forms).Count -gt 0
    Save-Backup $Folder ([ordered]@{
        kind = 'binding'
        site = $Site
        forms = $Forms
        isBound = $isBound
        endpoint = $Endpoint
        record = $record
    })
}

function Save-SslRecords {
    param([string] $Folder)
    # It ends with 1 where there are no records: then none is there to be kept.
    $text = @(& "$env:SystemRoot\System32\netsh.exe" http show sslcert)
    $code = $LASTEXITCODE
    if ($code -eq 0 -and $text.Count -gt 0) {
        $text | Set-Content -LiteralPath (Join-Path $Folder 'sslcert.txt') -Encoding UTF8
        return
    }
    $machine = [Microsoft.Win32.RegistryKey]::OpenBaseKey('LocalMachine', 'Registry64')
    $records = $machine.OpenSubKey('SYSTEM\CurrentControlSet\Services\HTTP\Parameters\SslBindingInfo')
    if ($null -ne $records -and @($records.GetSubKeyNames()).Count -gt 0) {
        throw "the records of http.sys could not be kept: netsh.exe ended with $code"
    }
}
