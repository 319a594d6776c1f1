# Windows PowerShell 2.0 must be able to parse the whole file, or it could not say what it lacks.
$engine = $PSVersionTable.PSVersion
$named = "$Endpoint,"
$lack = ''
if ($engine.Major -lt 5 -or ($engine.Major -eq 5 -and $engine.Minor -lt 1)) {
    $lack = "Windows PowerShell 5.1 or PowerShell 7, and this is $engine"
}
elseif ($env:OS -ne 'Windows_NT') {
    $lack = 'Windows'
}
elseif ($ExecutionContext.SessionState.LanguageMode -ne 'FullLanguage') {
    $lack = "PowerShell's full language mode, which a policy of this computer withholds from unsigned scripts"
}
elseif (-not [regex]::IsMatch($named, '^([A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)+,)+\z')) {
    $lack = 'the parameter -Endpoint, the fully qualified name of an Exchange server, such as ex01.contoso.com'
}

if ($lack -ne '') {
    Write-Complaint "The collector of organization facts needs $lack."
    exit 1
}
