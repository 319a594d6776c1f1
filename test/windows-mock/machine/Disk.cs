// Files and folders, by Windows' names: all in the state, so that a run leaves nothing anywhere else.
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json.Nodes;

namespace WindowsMock {

/// <summary>What the types of files share. Content is a text, {"base64"}, {"lines", "times", "end", "written"} or {"version"}.</summary>
public static class Disk {
  static readonly HashSet<string> open = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
  static JsonObject Files { get { return Machine.Part("files"); } }
  static JsonObject Folders { get { return Machine.Part("folders"); } }

  /// <summary>No process holds a file any longer.</summary>
  public static void Forget() { open.Clear(); }

  public static string Plain(string path) {
    if (path == null) throw new ArgumentNullException("path");
    if (path == "" || path.IndexOf('\0') >= 0) throw new ArgumentException("Illegal characters in path.");
    if (path.StartsWith("/")) return path;
    var full = (path.StartsWith(@"\\?\") ? path.Substring(4) : path).Replace('/', '\\');
    if (full.Length < 2 || full[1] != ':') throw Machine.Complain("a path without a drive: " + path);
    var parts = full.Substring(2).Split('\\').Select(part => part.TrimEnd(' ', '.')).Where(part => part != "");
    return full.Substring(0, 2) + "\\" + string.Join("\\", parts);
  }
  public static string Parent(string plain) { return plain.Substring(0, Math.Max(plain.LastIndexOf('\\'), 2)); }
  static string Below(string plain) { return plain.EndsWith("\\") ? plain : plain + "\\"; }

  public static bool IsFile(string plain) { return Files.ContainsKey(plain); }
  public static bool IsFolder(string plain) {
    var below = Below(plain);
    return plain.Length <= 3 || Folders.ContainsKey(plain) || Files.Concat(Folders).Any(one => one.Key.StartsWith(below, StringComparison.OrdinalIgnoreCase));
  }
  /// <summary>A folder that may not be entered hides what lies in it; it is itself seen by the one above it.</summary>
  public static bool IsHidden(string plain) { return Machine.Names("denied").Any(one => plain.StartsWith(one + "\\", StringComparison.OrdinalIgnoreCase)); }
  public static void Enter(string path, string plain) {
    if (IsHidden(plain) || Machine.Names("denied").Contains(plain, StringComparer.OrdinalIgnoreCase)) throw Machine.Denied(path);
  }

  public static IEnumerable<string> Children(string path, string plain, bool folders) {
    Enter(path, plain);
    if (IsFile(plain)) throw new IOException("The directory name is invalid. : '" + path + "'");
    if (!IsFolder(plain)) throw NoFolder(path);
    var below = Below(plain);
    var inside = Files.Concat(Folders).Select(one => one.Key).Where(one => one.StartsWith(below, StringComparison.OrdinalIgnoreCase));
    var names = inside.Select(one => one.Substring(below.Length).Split('\\')[0]).Distinct(StringComparer.OrdinalIgnoreCase);
    return names.Where(name => IsFile(below + name) != folders).OrderBy(name => name, StringComparer.OrdinalIgnoreCase).ToList();
  }
  public static Exception NoFolder(string path) { return new DirectoryNotFoundException("Could not find a part of the path '" + path + "'."); }
  public static Exception NoFile(string path, string plain) {
    if (plain.StartsWith("/") || IsFolder(Parent(plain))) return new FileNotFoundException("Could not find file '" + path + "'.");
    return NoFolder(path);
  }

  public static byte[] Read(string path) {
    var plain = Plain(path);
    Enter(path, plain);
    if (open.Contains(plain)) throw Busy(path);
    if (!IsFile(plain)) throw IsFolder(plain) ? Machine.Denied(path) : NoFile(path, plain);
    return Content(Files[plain]);
  }
  /// <summary>What lets no other program write meanwhile can't read a file that one has open for writing.</summary>
  public static byte[] ReadAlone(string path) {
    if (IsWritten(Plain(path))) throw Busy(path);
    return Read(path);
  }
  static bool IsWritten(string plain) { return Machine.Names("openForWriting").Contains(plain, StringComparer.OrdinalIgnoreCase); }
  static byte[] Content(JsonNode node) {
    var utf8 = new UTF8Encoding(false);
    if (!(node is JsonObject parts)) return utf8.GetBytes((string)node);
    if (parts["base64"] != null) return Convert.FromBase64String((string)parts["base64"]);
    if (parts["lines"] == null) return new byte[0];
    var lines = utf8.GetBytes((string)parts["lines"]);
    var end = utf8.GetBytes((string)parts["end"] ?? "");
    var times = (int)parts["times"];
    var all = new byte[lines.Length * times + end.Length];
    for (var index = 0; index < times; index++) lines.CopyTo(all, index * lines.Length);
    end.CopyTo(all, lines.Length * times);
    return all;
  }
  public static string Written(string plain) { return Files[plain] is JsonObject parts ? (string)parts["written"] : null; }
  public static string Version(string plain) { return Files[plain] is JsonObject parts ? (string)parts["version"] : null; }

  public static void Write(string path, byte[] content) {
    var plain = Plain(path);
    Enter(path, plain);
    if (open.Contains(plain)) throw Busy(path);
    if (IsFolder(plain)) throw Machine.Denied(path);
    if (!plain.StartsWith("/") && !IsFolder(Parent(plain))) throw NoFolder(path);
    Put(plain, content);
  }
  static void Put(string plain, byte[] content) {
    try {
      Files[plain] = new UTF8Encoding(false, true).GetString(content);
    } catch (ArgumentException) {
      Files[plain] = new JsonObject { ["base64"] = Convert.ToBase64String(content) };
    }
    Machine.Changed();
  }
  /// <summary>A folder stays when its last file goes.</summary>
  static void Remove(string plain) {
    Files.Remove(plain);
    var parent = Parent(plain);
    if (!plain.StartsWith("/") && parent.Length > 3 && !Folders.ContainsKey(parent)) Folders[parent] = new JsonObject();
  }
  public static void Move(string from, string to, bool over) {
    var content = Read(from);
    if (!over && IsFile(Plain(to))) throw new IOException("Cannot create a file when that file already exists.");
    Write(to, content);
    Remove(Plain(from));
    Machine.Changed();
  }
  public static void Delete(string path) {
    var plain = Plain(path);
    Enter(path, plain);
    if (open.Contains(plain)) throw Busy(path);
    if (IsFolder(plain)) throw Machine.Denied(path);
    Remove(plain);
    Machine.Changed();
  }
  public static void MakeFolder(string path) {
    var plain = Plain(path);
    Enter(path, plain);
    if (IsFile(plain)) throw new IOException("Cannot create '" + path + "' because a file or directory with the same name already exists.");
    Folders[plain] = new JsonObject();
    Machine.Changed();
  }
  public static void RemoveFolder(string path) {
    var below = Below(Plain(path));
    foreach (var part in new[] { Files, Folders })
      foreach (var key in part.Select(one => one.Key).Where(one => Below(one).StartsWith(below, StringComparison.OrdinalIgnoreCase)).ToList()) part.Remove(key);
    Machine.Changed();
  }

  public static Exception Busy(string path) { return new IOException("The process cannot access the file '" + path + "' because it is being used by another process."); }

  public static Stream Open(string path, FileMode mode, FileAccess access, FileShare share) {
    var plain = Plain(path);
    if (IsWritten(plain) && !share.HasFlag(FileShare.Write)) throw Busy(path);
    if (mode == FileMode.OpenOrCreate && !IsFile(plain)) Write(path, new byte[0]);
    if (mode == FileMode.CreateNew && IsFile(plain)) throw new IOException("The file '" + path + "' already exists.");
    if (mode == FileMode.Create || mode == FileMode.CreateNew) Write(path, new byte[0]);
    var content = Read(path);
    if (share == FileShare.None) open.Add(plain);
    return new OpenFile(plain, content, access != FileAccess.Read, mode == FileMode.Append);
  }

  sealed class OpenFile : MemoryStream {
    readonly string plain;
    readonly bool writes;
    readonly bool filled;
    bool changed;
    public OpenFile(string plain, byte[] content, bool writes, bool atEnd) {
      this.plain = plain;
      this.writes = writes;
      base.Write(content, 0, content.Length);
      Position = atEnd ? content.Length : 0;
      filled = true;
      changed = false;
    }
    public override bool CanWrite { get { return writes || !filled; } }
    public override void Write(byte[] buffer, int offset, int count) {
      base.Write(buffer, offset, count);
      changed = true;
    }
    protected override void Dispose(bool disposing) {
      open.Remove(plain);
      if (writes && changed) Put(plain, ToArray());
      changed = false;
      base.Dispose(disposing);
    }
  }
}
}
