// The other cmdlets that the scripts call, and Linux lacks, or that would look at the real computer.
using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Linq;
using System.Management.Automation;
using System.Text;
using System.Text.RegularExpressions;

namespace WindowsMock {

public abstract class PathCmdlet : PSCmdlet {
  [Parameter(Position = 0)] public string LiteralPath { get; set; }
  protected void NotThere() { WriteError(new ErrorRecord(new ItemNotFoundException("Cannot find path '" + LiteralPath + "' because it does not exist."), "PathNotFound", ErrorCategory.ObjectNotFound, LiteralPath)); }
  /// <summary>What the provider can't do is an error that doesn't end the script by itself.</summary>
  protected void Carefully(Action act) {
    try { act(); } catch (Exception problem) when (!(problem is MockException)) { WriteError(new ErrorRecord(problem, "Provider", ErrorCategory.OpenError, LiteralPath)); }
  }
}

[Cmdlet(VerbsCommon.Get, "Item")]
public sealed class GetItem : PathCmdlet {
  protected override void ProcessRecord() {
    var registry = Regex.Match(LiteralPath, @"^HKLM:\\(.*)$", RegexOptions.IgnoreCase);
    var certificate = Regex.Match(LiteralPath, @"^Cert:\\LocalMachine\\([^\\]+)\\([0-9A-Fa-f]+)$", RegexOptions.IgnoreCase);
    if (!registry.Success && !certificate.Success) throw Machine.Complain("Get-Item of " + LiteralPath);
    Carefully(() => {
      object found = registry.Success
        ? (object)RegistryKeyType.OpenBaseKey(Microsoft.Win32.RegistryHive.LocalMachine, Microsoft.Win32.RegistryView.Registry64).OpenSubKey(registry.Groups[1].Value)
        : CertificateStores.Find(certificate.Groups[1].Value, certificate.Groups[2].Value);
      if (found == null) NotThere(); else WriteObject(found);
    });
  }
}

[Cmdlet(VerbsCommon.Copy, "Item")]
public sealed class CopyItem : PathCmdlet {
  [Parameter] public string Destination { get; set; }
  [Parameter] public SwitchParameter Force { get; set; }
  protected override void ProcessRecord() {
    if (!FileType.Exists(LiteralPath)) { NotThere(); return; }
    var isFolder = DirectoryType.Exists(Destination);
    Carefully(() => FileType.Copy(LiteralPath, isFolder ? Destination + "\\" + PathType.GetFileName(LiteralPath) : Destination, true));
  }
}

[Cmdlet(VerbsCommon.Remove, "Item")]
public sealed class RemoveItem : PathCmdlet {
  protected override void ProcessRecord() {
    if (!FileType.Exists(LiteralPath)) NotThere(); else Carefully(() => FileType.Delete(LiteralPath));
  }
}

[Cmdlet(VerbsCommon.Set, "Content")]
public sealed class SetContent : PathCmdlet {
  readonly StringBuilder all = new StringBuilder();
  [Parameter] public string Encoding { get; set; }
  [Parameter(ValueFromPipeline = true)] public object Value { get; set; }
  protected override void ProcessRecord() { if (Value != null) all.Append(Value).Append("\r\n"); }
  // UTF8 has a mark in Windows PowerShell.
  protected override void EndProcessing() { Carefully(() => FileType.WriteAllText(LiteralPath, all.ToString(), new UTF8Encoding(Encoding == "UTF8"))); }
}

[Cmdlet(VerbsCommon.Join, "Path")]
public sealed class JoinPath : PSCmdlet {
  [Parameter(Position = 0, Mandatory = true)] public string Path { get; set; }
  [Parameter(Position = 1, Mandatory = true)] [AllowEmptyString] public string ChildPath { get; set; }
  protected override void ProcessRecord() { WriteObject(Path.TrimEnd('\\') + "\\" + ChildPath.TrimStart('\\')); }
}

[Cmdlet(VerbsCommon.Push, "Location")]
public sealed class PushLocation : PathCmdlet {
  public static readonly Stack<string> Places = new Stack<string>();
  protected override void ProcessRecord() { if (DirectoryType.Exists(LiteralPath)) Places.Push(LiteralPath); else NotThere(); }
}

[Cmdlet(VerbsCommon.Pop, "Location")]
public sealed class PopLocation : PSCmdlet { protected override void ProcessRecord() { PushLocation.Places.Pop(); } }

[Cmdlet(VerbsCommon.Add, "Type")]
public sealed class AddType : PSCmdlet {
  [Parameter] public string Path { get; set; }
  protected override void ProcessRecord() {
    if (!Path.EndsWith(@"\inetsrv\Microsoft.Web.Administration.dll")) throw Machine.Complain("another assembly: " + Path);
    Machine.Try("Add-Type", Path);
    if (!FileType.Exists(Path)) ThrowTerminatingError(new ErrorRecord(new System.IO.FileNotFoundException("Could not load file or assembly '" + Path + "'."), "AddType", ErrorCategory.ObjectNotFound, Path));
  }
}
}
