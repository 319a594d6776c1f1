# What ordinary users have made themselves tells nothing of remediations, and must not be put back.
function Assert-JournalOwner {
    param([string] $Folder)
    $isLink = ([IO.File]::GetAttributes($Folder) -band [IO.FileAttributes]::ReparsePoint) -ne 0
    if ($isLink) { throw "$Folder is a link: see who made it, then remove it" }
    $security = New-Object System.Security.AccessControl.DirectorySecurity -ArgumentList $Folder, 'Owner'
    $owner = $security.GetOwner([Security.Principal.SecurityIdentifier]).Value
    if ('S-1-5-18', 'S-1-5-32-544' -contains $owner) { return }
    throw "$Folder belongs to $owner, not to Administrators: see who made it, then remove it"
}
