function Test-Granted {
    param([string] $Path, [string[]] $Sids, [int] $Mask)
    $rights = 0
    $rules = (Get-Acl -LiteralPath $Path).GetAccessRules($true, $true, [Security.Principal.SecurityIdentifier])
    foreach ($rule in $rules) {
        $counts = $Sids -contains $rule.IdentityReference.Value -and $rule.AccessControlType -eq 'Allow'
        if ($counts -and -not ($rule.PropagationFlags -band [Security.AccessControl.PropagationFlags]'InheritOnly')) {
            $rights = $rights -bor [int] $rule.FileSystemRights
        }
    }
    ($rights -band $Mask) -eq $Mask
}
