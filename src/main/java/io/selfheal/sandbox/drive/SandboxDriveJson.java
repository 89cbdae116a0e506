package io.selfheal.sandbox.drive;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * Files and errors as Drive writes them. As there, an answer holds only the {@code fields} that
 * were asked for.
 *
 * @param url where this Drive is; known once it has started
 * @param drive the id of the shared drive that everything lies in
 */
record SandboxDriveJson(Supplier<URI> url, String drive, SandboxDriveFaults faults) {
  static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String DEFAULT_FIELDS = "kind,id,name,mimeType";

  String file(SandboxDriveFile file, String fields) {
    return node(file, fields).toString();
  }

  /**
   * @param from the number of the first file on this page
   */
  String list(List<SandboxDriveFile> files, String fields, int from, int most) {
    ObjectNode list = MAPPER.createObjectNode().put("kind", "drive#fileList");
    ArrayNode found = list.putArray("files");
    files.stream().skip(from).limit(most).forEach(file -> found.add(node(file, fields)));
    if (from + most < files.size() && words(fields).contains("nextPageToken")) {
      list.put("nextPageToken", Integer.toString(from + most));
    }
    return list.toString();
  }

  static String ids(String id) {
    ObjectNode ids = MAPPER.createObjectNode().put("kind", "drive#generatedIds");
    ids.putArray("ids").add(id);
    return ids.toString();
  }

  static String error(int status, String reason) {
    ObjectNode error = MAPPER.createObjectNode();
    ObjectNode body = error.putObject("error").put("code", status).put("message", reason);
    body.putArray("errors").addObject().put("domain", "global").put("reason", reason);
    return error.toString();
  }

  private ObjectNode node(SandboxDriveFile file, String fields) {
    ObjectNode node =
        MAPPER
            .createObjectNode()
            .put("kind", "drive#file")
            .put("id", file.id())
            .put("name", file.name())
            .put("mimeType", file.entry().mimeType())
            .put("driveId", drive)
            .put("description", file.description())
            .put("createdTime", file.state().created().toString())
            .put("trashed", file.trashed())
            .put("webViewLink", url.get() + "file/d/" + file.id() + "/view");
    node.putArray("parents").add(file.entry().parent());
    file.appProperties().forEach(node.putObject("appProperties")::put);
    node.putObject("capabilities").put("canAddChildren", file.folder());
    file.content().ifPresent(content -> describe(node, content));
    return node.retain(words(fields));
  }

  private void describe(ObjectNode node, SandboxDriveFile.Content content) {
    node.put("size", Long.toString(content.bytes())).put("md5Checksum", content.md5());
    if (!faults.sha256Hidden()) {
      node.put("sha256Checksum", content.sha256());
    }
  }

  private static Set<String> words(String fields) {
    String asked = fields == null ? DEFAULT_FIELDS : fields;
    return new TreeSet<>(Arrays.asList(asked.split("[^A-Za-z0-9]+")));
  }
}
