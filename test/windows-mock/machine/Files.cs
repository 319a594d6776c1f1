// System.IO's types, as the product's scripts call them.
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;

namespace WindowsMock {

[StandsFor("System.IO.File")]
public static class FileType {
  static readonly UTF8Encoding utf8 = new UTF8Encoding(false);
  public static bool Exists(string path) {
    try { return !Disk.IsHidden(Disk.Plain(path)) && Disk.IsFile(Disk.Plain(path)); } catch (ArgumentException) { return false; }
  }
  static string TextOf(byte[] bytes) { return new StreamReader(new MemoryStream(bytes), utf8).ReadToEnd(); }
  public static string ReadAllText(string path) { Machine.Try("ReadAllText", path); return TextOf(Disk.Read(path)); }
  public static string ReadAllText(string path, Encoding encoding) { Machine.Try("ReadAllText", path); return encoding.GetString(Disk.Read(path)); }
  public static string[] ReadAllLines(string path) { return ReadAllText(path).Split(new[] { "\r\n", "\n" }, StringSplitOptions.None); }
  public static byte[] ReadAllBytes(string path) { Machine.Try("ReadAllBytes", path); return Disk.ReadAlone(path); }
  public static void WriteAllText(string path, string text) { WriteAllText(path, text, utf8); }
  public static void WriteAllText(string path, string text, Encoding encoding) { WriteAllBytes(path, encoding.GetPreamble().Concat(encoding.GetBytes(text)).ToArray()); }
  public static void WriteAllBytes(string path, byte[] content) {
    // A run that is ended while it writes leaves the beginning: as an operation of its own, it shows as a moment.
    Machine.Try("Write", path);
    Disk.Write(path, content.Take(content.Length / 2).ToArray());
    var fault = Machine.Do("Write the rest of " + path);
    if (fault == "full") throw new IOException("There is not enough space on the disk. : '" + path + "'");
    if (fault != null) throw Disk.Busy(path);
    Disk.Write(path, content);
  }
  public static void AppendAllText(string path, string text) {
    Machine.Try("Append", path);
    Disk.Write(path, (Disk.IsFile(Disk.Plain(path)) ? Disk.Read(path) : new byte[0]).Concat(utf8.GetBytes(text)).ToArray());
  }
  public static void Copy(string from, string to) { Copy(from, to, false); }
  public static void Copy(string from, string to, bool over) {
    Machine.Try("Copy", from);
    var content = Disk.ReadAlone(from);
    if (!over && Disk.IsFile(Disk.Plain(to))) throw new IOException("The file '" + to + "' already exists.");
    Machine.Try("CopyTo", to);
    Disk.Write(to, content);
  }
  public static void Delete(string path) { Machine.Try("Delete", path); Disk.Delete(path); }
  public static void Move(string from, string to) { Machine.Try("MoveTo", to); Disk.Move(from, to, false); }
  public static void Replace(string from, string to, string kept) {
    Machine.Try("ReplaceTo", to);
    var plain = Disk.Plain(to);
    if (!Disk.IsFile(plain)) throw Disk.NoFile(to, plain);
    if (kept != null) Disk.Write(kept, Disk.Read(to));
    Disk.Move(from, to, true);
  }
  public static Stream Open(string path, FileMode mode, FileAccess access, FileShare share) { Machine.Try("Open", path); return Disk.Open(path, mode, access, share); }
  public static FileAttributes GetAttributes(string path) {
    Machine.Try("GetAttributes", path);
    var plain = Disk.Plain(path);
    if (Disk.IsHidden(plain)) throw Machine.Denied(path);
    if (!Disk.IsFile(plain) && !Disk.IsFolder(plain)) throw Disk.NoFile(path, plain);
    var kind = Disk.IsFile(plain) ? FileAttributes.Normal : FileAttributes.Directory;
    return Machine.Names("links").Contains(plain, StringComparer.OrdinalIgnoreCase) ? kind | FileAttributes.ReparsePoint : kind;
  }
  /// <summary>Only what a run has written is new, and what says when it was written. Of what is not there Windows tells 1601.</summary>
  public static DateTime GetLastWriteTimeUtc(string path) {
    Machine.Try("GetLastWriteTimeUtc", path);
    var plain = Disk.Plain(path);
    if (Disk.IsHidden(plain)) throw Machine.Denied(path);
    if (!Disk.IsFile(plain) && !Disk.IsFolder(plain)) return new DateTime(1601, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    var told = Disk.Written(plain);
    if (told != null) return DateTime.Parse(told, System.Globalization.CultureInfo.InvariantCulture).ToUniversalTime();
    return path.Contains(@"\ExchangeCompliance\") ? DateTime.UtcNow : new DateTime(2020, 11, 1, 8, 0, 0, DateTimeKind.Utc);
  }
  public static DateTime GetCreationTimeUtc(string path) { return GetLastWriteTimeUtc(path); }
}

[StandsFor("System.IO.Directory")]
public static class DirectoryType {
  public static bool Exists(string path) {
    try { return !Disk.IsHidden(Disk.Plain(path)) && !Disk.IsFile(Disk.Plain(path)) && Disk.IsFolder(Disk.Plain(path)); } catch (ArgumentException) { return false; }
  }
  public static DirectoryInfoType CreateDirectory(string path) { Machine.Try("CreateDirectory", path); Disk.MakeFolder(path); return new DirectoryInfoType(path); }
  static string[] List(string operation, string path, string pattern, bool folders) {
    Machine.Try(operation, path);
    var wanted = new Regex("^" + Regex.Escape(pattern).Replace(@"\*", ".*").Replace(@"\?", ".") + "$", RegexOptions.IgnoreCase);
    var names = Disk.Children(path, Disk.Plain(path), folders).Where(name => wanted.IsMatch(name));
    return names.Select(name => path.TrimEnd('\\') + "\\" + name).ToArray();
  }
  public static string[] GetDirectories(string path) { return GetDirectories(path, "*"); }
  public static string[] GetDirectories(string path, string pattern) { return List("GetDirectories", path, pattern, true); }
  public static string[] GetFiles(string path) { return GetFiles(path, "*"); }
  public static string[] GetFiles(string path, string pattern) { return List("GetFiles", path, pattern, false); }
  public static IEnumerable<string> EnumerateDirectories(string path) { return GetDirectories(path); }
  public static IEnumerable<string> EnumerateFiles(string path) { return GetFiles(path); }
  public static DateTime GetLastWriteTimeUtc(string path) { return FileType.GetLastWriteTimeUtc(path); }
  public static void Delete(string path, bool all) { Machine.Try("Delete", path); Disk.RemoveFolder(path); }
}

[StandsFor("System.IO.Path")]
public static class PathType {
  public static string GetFileName(string path) { return path == null ? null : path.Substring(path.LastIndexOfAny(new[] { '\\', '/', ':' }) + 1); }
  public static string GetDirectoryName(string path) { return path == null || path.LastIndexOf('\\') < 0 ? null : path.Substring(0, path.LastIndexOf('\\')); }
  public static string Combine(string first, string second) { return Regex.IsMatch(second, @"^([A-Za-z]:)?\\") ? second : first.TrimEnd('\\') + "\\" + second; }
  public static string GetPathRoot(string path) { return path.Substring(0, 2) + "\\"; }
}

[StandsFor("System.IO.FileInfo")]
public sealed class FileInfoType {
  public string FullName { get; }
  public FileInfoType(string path) { FullName = path; }
  public string Name { get { return PathType.GetFileName(FullName); } }
  public bool Exists { get { return FileType.Exists(FullName); } }
  public long Length { get { return Disk.Read(FullName).Length; } }
  public FileAttributes Attributes { get { return FileType.GetAttributes(FullName); } }
  public DateTime LastWriteTimeUtc { get { return FileType.GetLastWriteTimeUtc(FullName); } }
}

[StandsFor("System.IO.DirectoryInfo")]
public sealed class DirectoryInfoType {
  public string FullName { get; }
  public DirectoryInfoType(string path) { FullName = path; }
  public bool Exists { get { return DirectoryType.Exists(FullName); } }
  public IEnumerable<FileInfoType> EnumerateFiles() { return DirectoryType.GetFiles(FullName).Select(path => new FileInfoType(path)); }
  public FileInfoType[] GetFiles() { return EnumerateFiles().ToArray(); }
  public void Create(DirectorySecurityType rights) {
    Machine.Try("CreateDirectory", FullName);
    Disk.MakeFolder(FullName);
    Machine.Part("rights")[Disk.Plain(FullName)] = rights.Sddl;
    Machine.Changed();
  }
}

[StandsFor("System.IO.FileSystemAclExtensions")]
public static class FileSystemAclExtensionsType {
  public static void Create(DirectoryInfoType folder, DirectorySecurityType rights) { folder.Create(rights); }
}

[StandsFor("System.IO.DriveInfo")]
public sealed class DriveInfoType {
  public string Name { get; }
  public DriveInfoType(string name) { Name = name; }
  public bool IsReady { get { return true; } }
  public long AvailableFreeSpace { get { Machine.Try("AvailableFreeSpace", Name); return long.Parse(Machine.Text("freeBytes", "53687091200")); } }
  public long TotalSize { get { Machine.Try("TotalSize", Name); return long.Parse(Machine.Text("totalBytes", "107374182400")); } }
}

[StandsFor("System.Diagnostics.FileVersionInfo")]
public sealed class FileVersionInfoType {
  readonly int[] parts;
  FileVersionInfoType(int[] parts) { this.parts = parts; }
  public static FileVersionInfoType GetVersionInfo(string path) {
    var plain = Disk.Plain(path);
    if (!FileType.Exists(path)) throw new FileNotFoundException(path);
    var version = Machine.Names("denied").Contains(plain, StringComparer.OrdinalIgnoreCase) ? null : Disk.Version(plain);
    return new FileVersionInfoType((version ?? "0.0.0.0").Split('.').Select(int.Parse).ToArray());
  }
  public int FileMajorPart { get { return parts[0]; } }
  public int FileMinorPart { get { return parts[1]; } }
  public int FileBuildPart { get { return parts[2]; } }
  public int FilePrivatePart { get { return parts[3]; } }
}
}
