// Logs of events: {"Application": [{"provider", "id", "at", "values"}]}, the oldest record first. Knows the XPath that the collector asks by.
using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace WindowsMock {

public enum EventPathKind { LogName, FilePath }

[StandsFor("System.Diagnostics.Eventing.Reader.EventLogQuery")]
public sealed class EventLogQueryType {
  internal string Log { get; }
  internal string Condition { get; }
  public bool ReverseDirection { get; set; }
  public EventLogQueryType(string log, EventPathKind kind, string condition) {
    if (kind != EventPathKind.LogName) throw Machine.Complain("a file of events");
    Log = log;
    Condition = condition;
  }
}

public sealed class EventValue { public object Value { get; set; } }

public sealed class EventRecordType {
  readonly JsonObject record;
  public EventRecordType(JsonObject record) { this.record = record; }
  public int Id { get { return (int)record["id"]; } }
  public string ProviderName { get { return (string)record["provider"]; } }
  public DateTime? TimeCreated { get { return record["at"] == null ? (DateTime?)null : DateTime.Parse((string)record["at"], CultureInfo.InvariantCulture).ToLocalTime(); } }
  public List<EventValue> Properties {
    get {
      if (record["values"] == null) throw new System.ComponentModel.Win32Exception(13, "The data is invalid.");
      return ((JsonArray)record["values"]).Select(one => new EventValue { Value = one is JsonObject odd ? Convert.FromHexString((string)odd["bytes"]) : (string)one }).ToList();
    }
  }
}

[StandsFor("System.Diagnostics.Eventing.Reader.EventLogReader")]
public sealed class EventLogReaderType : IDisposable {
  readonly string log;
  readonly Queue<JsonObject> records;
  public int BatchSize { get; set; } = 64;

  public EventLogReaderType(EventLogQueryType query) {
    log = query.Log;
    var fault = Machine.Do("Read the log " + log);
    if (fault == "denied") throw new UnauthorizedAccessException("Attempted to perform an unauthorized operation.");
    if (fault != null) throw new InvalidOperationException("The RPC server is unavailable");
    var all = (Machine.Part("logs")[log] as JsonArray ?? new JsonArray()).OfType<JsonObject>();
    var found = all.Where(one => Matches(query.Condition, one));
    records = new Queue<JsonObject>(query.ReverseDirection ? found.Reverse() : found);
  }

  public EventRecordType ReadEvent(TimeSpan most) {
    if (most > TimeSpan.FromSeconds(3)) throw Machine.Complain("a read of events that may take " + most);
    if (Machine.Do("ReadEvent " + log) == "late") {
      System.Threading.Thread.Sleep(most);
      throw new InvalidOperationException("This operation returned because the timeout period expired");
    }
    return records.Count == 0 ? null : new EventRecordType(records.Dequeue());
  }
  public void Dispose() { }

  static bool Matches(string condition, JsonObject record) {
    if (condition == "*") return true;
    var whole = Regex.Match(condition, @"^\*\[System\[(.+)\]\]$");
    if (!whole.Success) throw Machine.Complain("another question to a log: " + condition);
    return new Question(whole.Groups[1].Value, record).Holds();
  }

  /// <summary>Conditions on the provider, the id and the age, with `and`, `or` and brackets.</summary>
  sealed class Question {
    readonly Queue<string> words;
    readonly JsonObject record;
    const string word = @"Provider\[@Name='[^']+'\]|EventID(?:>=|<=|=)\d+|Level=\d|TimeCreated\[timediff\(@SystemTime\) <= \d+\]|and|or|\(|\)";
    public Question(string text, JsonObject record) {
      this.record = record;
      if (Regex.Replace(text, word, "").Trim() != "") throw Machine.Complain("another question to a log: " + text);
      words = new Queue<string>(Regex.Matches(text, word).Select(one => one.Value));
    }
    public bool Holds() {
      var held = Any();
      if (words.Count > 0) throw Machine.Complain("a question to a log that doesn't end");
      return held;
    }
    bool Next(string wanted) {
      if (words.Count == 0 || words.Peek() != wanted) return false;
      words.Dequeue();
      return true;
    }
    bool Any() { var held = All(); while (Next("or")) held = All() | held; return held; }
    bool All() { var held = One(); while (Next("and")) held = One() & held; return held; }
    bool One() {
      if (Next("(")) {
        var held = Any();
        if (!Next(")")) throw Machine.Complain("a question to a log with an open bracket");
        return held;
      }
      var one = words.Dequeue();
      if (one.StartsWith("Provider")) return one == "Provider[@Name='" + (string)record["provider"] + "']";
      var number = long.Parse(Regex.Match(one, @"\d+").Value);
      if (one.StartsWith("Level")) return number == (record["level"] == null ? 4 : (int)record["level"]);
      if (one.StartsWith("TimeCreated")) {
        var at = new EventRecordType(record).TimeCreated;
        return at == null || (DateTime.UtcNow - at.Value.ToUniversalTime()).TotalMilliseconds <= number;
      }
      var id = (int)record["id"];
      return one.Contains(">=") ? id >= number : one.Contains("<=") ? id <= number : id == number;
    }
  }
}
}
