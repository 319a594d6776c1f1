# Windows PowerShell writes an array that came wrapped as an object with "value" and "Count".
function Set-Section {
    param($Read, [string] $Name, $Value)
    if ($Value -is [array]) { $Value = [object[]] $Value }
    $Read[$Name] = $Value
}

function Read-OrganizationSections {
    $read = [ordered]@{}
    foreach ($name in @($organizationSections.Keys)) {
        # A cmdlet that was silent costs its own section.
        $link.silent = $null
        try {
            $collect = $organizationSections[$name]
            Set-Section $read $name (& $collect)
        }
        catch {
            $read[$name] = Get-Failure $_
        }
    }
    $read
}
