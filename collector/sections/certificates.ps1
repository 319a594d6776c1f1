# The store says that there is a key even after its file is gone, so the key is opened. Null where that can't be told.
# Into $Kind.isCng goes whether a provider of CNG keeps it, or an older one.
function Test-PrivateKey {
    param($Certificate, $Kind)
    if (-not $Certificate.HasPrivateKey) { return $false }
    try {
        # .NET before 4.6 knows the keys of old providers alone.
        if ($null -eq ('System.Security.Cryptography.X509Certificates.RSACertificateExtensions' -as [type])) {
            if ($null -eq $Certificate.get_PrivateKey()) { return $null }
            $Kind.isCng = $false
            return $true
        }
        $key = [Security.Cryptography.X509Certificates.RSACertificateExtensions]::GetRSAPrivateKey($Certificate)
        if ($null -eq $key) {
            $key = [Security.Cryptography.X509Certificates.ECDsaCertificateExtensions]::GetECDsaPrivateKey($Certificate)
        }
        if ($null -eq $key) { return $null }
        $name = $key.GetType().Name
        if ('RSACng', 'ECDsaCng' -contains $name) { $Kind.isCng = $true }
        elseif ($name -eq 'RSACryptoServiceProvider') { $Kind.isCng = $false }
        $key.Dispose()
        $true
    }
    catch {
        # No key set, no key, not found, no such file; to whom may not read a key, Windows may say the same.
        $missing = 0x80090016, 0x8009000D, 0x80090011, 0x80070002
        if ($missing -contains $_.Exception.GetBaseException().HResult -and (Test-Administrator)) { return $false }
        $null
    }
}

# A part of DER: its tag, and where its content starts and ends.
function Get-DerPart {
    param([byte[]] $Der, [int] $At)
    if ($At + 2 -gt $Der.Length) { throw 'the DER ends too soon' }
    $length = [int] $Der[$At + 1]
    $start = $At + 2
    if ($length -gt 127) {
        $count = $length - 128
        if ($count -lt 1 -or $count -gt 3 -or $start + $count -gt $Der.Length) { throw 'a length in the DER is none' }
        $length = 0
        for ($index = 0; $index -lt $count; $index++) { $length = $length * 256 + $Der[$start + $index] }
        $start += $count
    }
    if ($start + $length -gt $Der.Length) { throw 'the DER ends too soon' }
    @{ tag = [int] $Der[$At]; start = $start; end = $start + $length }
}

# The DNS names of the subject alternative name, from its bytes, since Windows' own text of it is localised.
function Get-DnsName {
    param($Certificate)
    $found = @($Certificate.Extensions | Where-Object { $_.Oid.Value -eq '2.5.29.17' })
    if ($found.Count -eq 0) { return }
    $der = $found[0].RawData
    $list = Get-DerPart $der 0
    if ($list.tag -ne 0x30) { throw 'it is no list' }
    $at = $list.start
    $count = 0
    while ($at -lt $list.end) {
        Assert-InTime
        $count++
        if ($count -gt 500) { throw 'it has too many names' }
        $part = Get-DerPart $der $at
        $length = $part.end - $part.start
        if ($part.tag -eq 0x82 -and $length -le 255) { [Text.Encoding]::ASCII.GetString($der, $part.start, $length) }
        $at = $part.end
    }
}

function Get-UsageId {
    param($Certificate)
    $found = @($Certificate.Extensions | Where-Object { $_.Oid.Value -eq '2.5.29.37' })
    $found | ForEach-Object { $_.EnhancedKeyUsages } | ForEach-Object { $_.Value }
}

function Get-CertificateOfStore {
    param([string] $Name)
    $store = New-Object System.Security.Cryptography.X509Certificates.X509Store -ArgumentList $Name, 'LocalMachine'
    try {
        $store.Open('ReadOnly, OpenExistingOnly')
        foreach ($certificate in $store.Certificates) {
            Assert-InTime
            $names = $null
            $usages = $null
            $kind = @{ isCng = $null }
            try { $names = @(Get-DnsName $certificate) } catch { $names = $null }
            try { $usages = @(Get-UsageId $certificate) } catch { $usages = $null }
            [ordered]@{
                thumbprint = $certificate.Thumbprint
                subject = $certificate.Subject
                issuer = $certificate.Issuer
                notBefore = ConvertTo-Instant $certificate.NotBefore
                notAfter = ConvertTo-Instant $certificate.NotAfter
                hasPrivateKey = Test-PrivateKey $certificate $kind
                isCng = $kind.isCng
                names = $names
                usages = $usages
                store = $Name
            }
        }
    }
    finally {
        $store.Close()
    }
}

# The other stores from which http.sys takes certificates, such as WebHosting; none of one that can't be read is listed.
function Get-OtherStore {
    try {
        $named = @(Get-HttpSysRecord | ForEach-Object { $_['store'] } | Where-Object { $null -ne $_ })
    }
    catch {
        return
    }
    $comparer = [StringComparer]::OrdinalIgnoreCase
    $seen = New-Object 'System.Collections.Generic.Dictionary[string,bool]' -ArgumentList $comparer
    $seen['My'] = $true
    foreach ($name in $named) {
        if ($seen.ContainsKey($name) -or $seen.Count -gt 8) { continue }
        $seen[$name] = $true
        $name
    }
}

function Get-StoreCertificate {
    Get-CertificateOfStore 'My'
    foreach ($name in @(Get-OtherStore)) {
        try {
            $others = @(Get-CertificateOfStore $name)
        }
        catch {
            Assert-InTime
            continue
        }
        $others
    }
}

$sections.certificates = { , @(Get-StoreCertificate) }
