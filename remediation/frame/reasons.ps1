# What Windows' numbers of errors mean: its own words are in its own language.
$meanings = @{
    2 = 'its program file does not exist'
    3 = 'the folder of its program file does not exist'
    5 = 'access is denied'
    193 = 'its program file is damaged, or for another processor'
    1053 = 'it did not answer in time'
    1054 = 'no thread could be made for it'
    1055 = 'the database of services is locked'
    1056 = 'it runs already'
    1057 = 'its account does not exist'
    1058 = 'it is disabled'
    1060 = 'it is not installed'
    1061 = 'it takes no commands now'
    1064 = 'it failed while it took the command'
    1066 = 'it gave an error of its own'
    1067 = 'its process ended unexpectedly'
    1068 = 'a service on which it depends does not start'
    1069 = 'its account could not log on'
    1070 = 'it hung while it started'
    1072 = 'it is marked for deletion, until the computer is restarted'
    1075 = 'a service on which it depends is not installed, or is marked for deletion'
    1079 = 'its account differs from that of the other services in its process'
    1450 = 'Windows lacks memory or other resources for it'
}

function Get-Meaning {
    param($Code, [string] $Otherwise)
    $words = "$($meanings[$Code])"
    if ($words -eq '') { $words = $Otherwise }
    "$words (Windows error $Code)"
}

# The outermost of an error and its causes often names none, and repeats the next one's words.
function Get-Reason {
    param($Problem)
    $said = @()
    $one = $Problem
    while ($null -ne $one -and $said.Count -lt 10) {
        $words = "$($one.Message)".Trim()
        if ($one -is [Management.Automation.CommandNotFoundException]) { return "$($one.CommandName) is not there" }
        if ($one -is [ComponentModel.Win32Exception]) { return Get-Meaning $one.NativeErrorCode $words }
        $said += $words
        $one = $one.InnerException
    }
    $told = ''
    foreach ($words in $said) {
        $isWrapper = $told -ne '' -and $told.Contains($words)
        if ($isWrapper -or $told -eq '') { $told = $words } else { $told = $told + ': ' + $words }
    }
    if ($told -eq '') { return 'no reason was given' }
    $told
}
