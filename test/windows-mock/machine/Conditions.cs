// What a run of PowerShell has to try, and what came of it: both as JSON.
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading;

namespace WindowsMock {

/// <summary>One run of a script: {"script", "arguments"?, "faults"?, "culture"?, "moments"?}.</summary>
public sealed class Run {
  readonly JsonNode wanted;
  public Run(JsonNode wanted) { this.wanted = wanted; }
  public string Script { get { return (string)wanted["script"]; } }
  public System.Collections.Hashtable Arguments {
    get {
      var all = new System.Collections.Hashtable();
      if (wanted["arguments"] is JsonObject given) foreach (var one in given) all[one.Key] = one.Value.GetValueKind() == JsonValueKind.True ? (object)true : (string)one.Value;
      return all;
    }
  }
  static void Speak(string culture) { Thread.CurrentThread.CurrentCulture = Thread.CurrentThread.CurrentUICulture = CultureInfo.GetCultureInfo(culture); }

  public void Begin() {
    Speak((string)wanted["culture"] ?? "en-US");
    PushLocation.Places.Clear();
    Machine.Begin((wanted["faults"] ?? new JsonObject()).ToJsonString(), wanted["moments"] != null);
  }
  public string End(object[] output, object exitCode) {
    Machine.End();
    Speak("en-US");
    var objects = output.Select(one => one is PSObject wrapped ? wrapped.BaseObject : one).ToList();
    var told = new JsonObject {
      ["exitCode"] = exitCode is int code ? code : (int?)null,
      ["lines"] = List(objects.OfType<string>()),
      ["other"] = List(objects.Where(one => !(one is string)).Select(one => one == null ? "null" : one.GetType().Name + ": " + one)),
      ["operations"] = List(Machine.Operations),
      ["complaints"] = List(Machine.Complaints),
      ["moments"] = List(Machine.Moments),
      ["state"] = JsonNode.Parse(Machine.Json)
    };
    return told.ToJsonString(new JsonSerializerOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
  }
  static JsonArray List(IEnumerable<string> texts) { return new JsonArray(texts.Select(one => (JsonNode)one).ToArray()); }
}

/// <summary>Some runs, one after the other, of a server that begins in one state.</summary>
public sealed class Condition {
  readonly JsonNode wanted;
  Condition(JsonNode wanted) { this.wanted = wanted; }
  public static Condition[] Read(string json) { return JsonNode.Parse(json).AsArray().Select(one => new Condition(one)).ToArray(); }
  public Run[] Runs { get { return wanted["runs"].AsArray().Select(one => new Run(one)).ToArray(); } }
  public void Begin() {
    Machine.Load((string)wanted["state"]);
    if (wanted["file"] != null) Machine.KeepIn((string)wanted["file"]);
  }
}
}
