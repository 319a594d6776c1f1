# Only administrators may write here: what ordinary users can plant, an elevated script must not follow.
function Assert-Protected {
    param([string] $Path)
    $isLink = ([IO.File]::GetAttributes($Path) -band [IO.FileAttributes]::ReparsePoint) -ne 0
    $part = [Security.AccessControl.AccessControlSections] 'Owner'
    $type = [Security.AccessControl.DirectorySecurity]
    $security = [Activator]::CreateInstance($type, [object[]] @($Path, $part))
    $owner = $security.GetOwner([Security.Principal.SecurityIdentifier]).Value
    $remedy = 'see who made it, then remove it'
    if ($isLink) { throw "$Path is a link: $remedy" }
    if ('S-1-5-32-544', 'S-1-5-18' -notcontains $owner) { throw "$Path belongs to $owner, not to Administrators: $remedy" }
}

function Protect-Folder {
    param([string] $Path)
    if (-not [IO.Directory]::Exists($Path)) {
        $rights = [Activator]::CreateInstance([Security.AccessControl.DirectorySecurity])
        $rights.SetSecurityDescriptorSddlForm('O:BAG:BAD:PAI(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)')
        $new = [IO.DirectoryInfo] $Path
        # It has its rights from the first moment on; Windows PowerShell and PowerShell 7 have other names for that.
        if ($PSVersionTable.PSVersion.Major -lt 6) { $new.Create($rights) }
        else { [IO.FileSystemAclExtensions]::Create($new, $rights) }
    }
    Assert-Protected $Path
    $full = '*S-1-5-18:(OI)(CI)F', '*S-1-5-32-544:(OI)(CI)F'
    & "$env:SystemRoot\System32\icacls.exe" $Path /inheritance:r /grant:r $full[0] $full[1] | Out-Null
    if ($LASTEXITCODE -ne 0) { throw "the rights of $Path could not be set" }
}
