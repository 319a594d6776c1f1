// Access rights of folders, in SDDL.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Security.AccessControl;
using System.Text.RegularExpressions;

namespace WindowsMock {

public sealed class SidType {
  static readonly Dictionary<string, string> wellKnown = new Dictionary<string, string> {
    ["SY"] = "S-1-5-18", ["BA"] = "S-1-5-32-544", ["AU"] = "S-1-5-11", ["BU"] = "S-1-5-32-545", ["WD"] = "S-1-1-0"
  };
  public string Value { get; }
  public SidType(string inSddl) { Value = wellKnown.ContainsKey(inSddl) ? wellKnown[inSddl] : inSddl; }
  public static string InSddl(string sid) { return wellKnown.Where(one => one.Value == sid).Select(one => one.Key).DefaultIfEmpty(sid).First(); }
}

public sealed class RuleType {
  static readonly Dictionary<string, int> masks = new Dictionary<string, int> { ["FA"] = 0x1f01ff, ["FR"] = 0x120089, ["FW"] = 0x120116, ["FX"] = 0x1200a0 };
  readonly Match parts;
  public RuleType(Match parts) { this.parts = parts; }
  public SidType IdentityReference { get { return new SidType(parts.Groups[4].Value); } }
  public AccessControlType AccessControlType { get { return parts.Groups[1].Value == "A" ? AccessControlType.Allow : AccessControlType.Deny; } }
  public PropagationFlags PropagationFlags { get { return Regex.IsMatch(parts.Groups[2].Value, "^(..)*IO") ? PropagationFlags.InheritOnly : PropagationFlags.None; } }
  public bool IsInherited { get { return Regex.IsMatch(parts.Groups[2].Value, "^(..)*ID"); } }
  public FileSystemRights FileSystemRights {
    get {
      var mask = parts.Groups[3].Value;
      return (FileSystemRights)(masks.ContainsKey(mask) ? masks[mask] : Convert.ToInt32(mask, 16));
    }
  }
}

[StandsFor("System.Security.AccessControl.DirectorySecurity")]
public sealed class DirectorySecurityType {
  /// <summary>What a folder inherits, as long as the state says nothing else of it.</summary>
  public const string Inherited = "(A;OICIID;FA;;;SY)(A;OICIID;FA;;;BA)(A;OICIID;0x1200a9;;;AU)";
  public string Sddl { get; private set; }
  public DirectorySecurityType() { Sddl = ""; }
  public DirectorySecurityType(string path, AccessControlSections parts) {
    Machine.Try("ReadRights", path);
    var plain = Disk.Plain(path);
    Disk.Enter(path, plain);
    if (!Disk.IsFolder(plain) && !Disk.IsFile(plain)) throw Disk.NoFolder(path);
    Sddl = Of(plain);
  }
  public static string Of(string plain) { return (string)Machine.Part("rights")[plain] ?? "O:BAG:SYD:AI" + Inherited; }
  public static void Set(string plain, string sddl) { Machine.Part("rights")[plain] = sddl; Machine.Changed(); }
  static string Part(string sddl, string letter) { return Regex.Match(sddl, letter + @":(?:(?![OGDS]:).)*").Value; }

  public string GetSecurityDescriptorSddlForm(AccessControlSections parts) {
    Func<AccessControlSections, string, string> part = (one, letter) => parts.HasFlag(one) ? Part(Sddl, letter) : "";
    return part(AccessControlSections.Owner, "O") + part(AccessControlSections.Group, "G") + part(AccessControlSections.Access, "D");
  }
  public void SetSecurityDescriptorSddlForm(string sddl) { Sddl = sddl; }
  public void SetSecurityDescriptorSddlForm(string sddl, AccessControlSections parts) {
    if (parts != AccessControlSections.Access) throw Machine.Complain("only the access list of a folder is ever set, and not " + parts);
    Sddl = Part(Sddl, "O") + Part(Sddl, "G") + Part(sddl, "D");
  }
  public SidType GetOwner(Type kind) { return new SidType(Part(Sddl, "O").Substring(2)); }
  public bool AreAccessRulesProtected { get { return Regex.IsMatch(Sddl, "D:[A-Z]*P"); } }
  public RuleType[] GetAccessRules(bool own, bool inherited, Type kind) {
    var all = Regex.Matches(Sddl, @"\(([AD]);(\w*);(\w+);;;([\w-]+)\)").Select(one => new RuleType(one));
    return all.Where(one => one.IsInherited ? inherited : own).ToArray();
  }
}

[Cmdlet(VerbsCommon.Get, "Acl")]
public sealed class GetAcl : PSCmdlet {
  [Parameter] public string LiteralPath { get; set; }
  protected override void ProcessRecord() {
    try {
      WriteObject(new DirectorySecurityType(LiteralPath, AccessControlSections.All));
    } catch (UnauthorizedAccessException) {
      Refuse(new UnauthorizedAccessException("Attempted to perform an unauthorized operation."), ErrorCategory.PermissionDenied);
    } catch (System.IO.IOException problem) {
      Refuse(problem, ErrorCategory.ObjectNotFound);
    }
  }
  void Refuse(Exception problem, ErrorCategory category) { WriteError(new ErrorRecord(problem, "GetAcl", category, LiteralPath)); }
}

[Cmdlet(VerbsCommon.Set, "Acl")]
public sealed class SetAcl : PSCmdlet {
  [Parameter] public string LiteralPath { get; set; }
  [Parameter] public DirectorySecurityType AclObject { get; set; }
  protected override void ProcessRecord() {
    Machine.Try("Set-Acl", LiteralPath);
    DirectorySecurityType.Set(Disk.Plain(LiteralPath), AclObject.Sddl);
  }
}
}
