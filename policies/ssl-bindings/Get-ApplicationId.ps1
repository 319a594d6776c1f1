function Get-ApplicationId {
    param($Key)
    $value = $Key.GetValue('AppId')
    if ($value -is [byte[]] -and $value.Length -eq 16) { return ([Guid] $value).ToString('B') }
    $value
}
