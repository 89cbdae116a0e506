package io.selfheal.sandbox.drive;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.GZIPInputStream;

/** Drive's addresses, as far as we use them. */
record SandboxDriveRoutes(
    SandboxDriveAccount account,
    SandboxDriveFiles files,
    SandboxDriveUploads uploads,
    SandboxDriveFaults faults,
    SandboxDriveLimit limit,
    SandboxDriveJson json) {
  private static final int RESUME_INCOMPLETE = 308;
  private static final int DEFAULT_PAGE = 100;
  private static final int LARGEST_PAGE = 1000;
  private static final String FILES = "/drive/v3/files";
  private static final String UPLOAD = "/upload" + FILES;

  void addTo(RoutesConfig routes) {
    routes.post("/token", on(SandboxDriveCall.TOKEN, this::token));
    routes.get(FILES + "/generateIds", on(SandboxDriveCall.GET, this::generateIds));
    routes.get(FILES + "/{id}", on(SandboxDriveCall.GET, this::get));
    routes.get(FILES, on(SandboxDriveCall.LIST, this::list));
    routes.post(FILES, on(SandboxDriveCall.CREATE_FOLDER, this::createFolder));
    routes.patch(FILES + "/{id}", on(SandboxDriveCall.TRASH, this::trash));
    routes.post(UPLOAD, on(SandboxDriveCall.START_SESSION, this::startSession));
    routes.put(UPLOAD, this::put);
    routes.get("/file/d/{id}/view", this::view);
    routes.exception(SandboxDriveException.class, SandboxDriveRoutes::refuse);
  }

  private void token(Context ctx) {
    String token = account.token(ctx.formParam("assertion"));
    answer(
        ctx,
        SandboxDriveJson.MAPPER
            .createObjectNode()
            .put("access_token", token)
            .put("token_type", "Bearer")
            .put("expires_in", 3600)
            .toString());
  }

  private void generateIds(Context ctx) {
    requireAccount(ctx);
    answer(ctx, SandboxDriveJson.ids(newId()));
  }

  private void get(Context ctx) {
    requireAccount(ctx);
    requireSharedDrives(ctx);
    answer(ctx, json.file(files.get(ctx.pathParam("id")), ctx.queryParam("fields")));
  }

  private void list(Context ctx) {
    requireAccount(ctx);
    requireSharedDrives(ctx);
    if (!"true".equals(ctx.queryParam("includeItemsFromAllDrives"))) {
      answer(ctx, json.list(List.of(), ctx.queryParam("fields"), 0, 1));
      return;
    }
    List<SandboxDriveFile> found =
        files.find(SandboxDriveQuery.parse(String.valueOf(ctx.queryParam("q"))));
    answer(
        ctx,
        json.list(found, ctx.queryParam("fields"), number(ctx, "pageToken", 0), pageSize(ctx)));
  }

  private int pageSize(Context ctx) {
    int asked = number(ctx, "pageSize", DEFAULT_PAGE);
    if (asked < 1 || asked > LARGEST_PAGE) {
      throw SandboxDriveException.badRequest("invalidParameter");
    }
    return Math.min(asked, faults.largestPage());
  }

  private static int number(Context ctx, String parameter, int fallback) {
    String text = ctx.queryParam(parameter);
    return text == null ? fallback : Integer.parseInt(text);
  }

  /** All else that a file could be changed to is none of what we ask for. */
  private void trash(Context ctx) throws IOException {
    requireAccount(ctx);
    requireSharedDrives(ctx);
    limit.requireRoom();
    if (!body(ctx).path("trashed").asBoolean()) {
      throw SandboxDriveException.badRequest("invalid");
    }
    answer(ctx, json.file(files.moveToTrash(ctx.pathParam("id")), ctx.queryParam("fields")));
  }

  private void createFolder(Context ctx) throws IOException {
    requireAccount(ctx);
    requireSharedDrives(ctx);
    limit.requireRoom();
    JsonNode body = body(ctx);
    SandboxDriveFile folder = files.add(entry(body), properties(body), Optional.empty());
    answer(ctx, json.file(folder, ctx.queryParam("fields")));
  }

  private void startSession(Context ctx) throws IOException {
    requireAccount(ctx);
    requireSharedDrives(ctx);
    limit.requireRoom();
    JsonNode body = body(ctx);
    Map<String, String> properties = properties(body);
    long bytes = Long.parseLong(ctx.header("X-Upload-Content-Length"));
    String id = uploads.start(entry(body), properties, bytes);
    ctx.header("Location", json.url().get() + UPLOAD.substring(1) + "?upload_id=" + id);
  }

  private static Map<String, String> properties(JsonNode body) {
    Map<String, String> properties = new HashMap<>();
    body.path("appProperties")
        .properties()
        .forEach(field -> properties.put(field.getKey(), field.getValue().asText()));
    SandboxDriveProperties.requireFitting(properties);
    return properties;
  }

  private void put(Context ctx) throws Exception {
    boolean asks = String.valueOf(ctx.header("Content-Range")).startsWith("bytes */");
    SandboxDriveCall call = asks ? SandboxDriveCall.ASK_SESSION : SandboxDriveCall.CHUNK;
    on(call, asks ? this::answerSession : this::chunk).handle(ctx);
  }

  private void chunk(Context ctx) throws IOException {
    take(ctx, Long.MAX_VALUE);
    answerSession(ctx);
  }

  private void take(Context ctx, long most) throws IOException {
    SandboxDriveChunk chunk = SandboxDriveChunk.parse(ctx.header("Content-Range"));
    session(ctx).take(chunk, ctx.req().getInputStream(), most);
    uploads.received(Math.min(most, chunk.length()));
  }

  private void answerSession(Context ctx) throws IOException {
    SandboxDriveSession session = session(ctx);
    if (session.complete()) {
      answer(ctx, json.file(uploads.finish(session), null));
      return;
    }
    ctx.status(RESUME_INCOMPLETE);
    if (session.received() > 0) {
      ctx.header("Range", "bytes=0-" + (session.received() - 1));
    }
  }

  private void view(Context ctx) throws IOException {
    SandboxDriveFile.Content content =
        files.get(ctx.pathParam("id")).content().orElseThrow(SandboxDriveException::notFound);
    ctx.contentType("application/octet-stream").result(Files.newInputStream(content.file()));
  }

  private Handler on(SandboxDriveCall call, Handler handler) {
    return ctx -> {
      Optional<SandboxDriveFault> fault = faults.take(call);
      if (fault.isPresent()) {
        fail(fault.get(), ctx, handler);
      } else {
        handler.handle(ctx);
      }
    };
  }

  private void fail(SandboxDriveFault fault, Context ctx, Handler handler) throws Exception {
    switch (fault.kind()) {
      case STATUS -> {
        drain(ctx);
        ctx.header("Retry-After", fault.retryAfter());
        throw new SandboxDriveException(fault.status(), fault.reason());
      }
      case CUT -> {
        take(ctx, fault.bytes());
        breakConnection(ctx);
      }
      case LOSE_ANSWER -> {
        handler.handle(ctx);
        breakConnection(ctx);
      }
      case KEEP_LESS -> {
        take(ctx, fault.bytes());
        drain(ctx);
        answerSession(ctx);
      }
    }
  }

  private SandboxDriveSession session(Context ctx) {
    return uploads.session(ctx.queryParam("upload_id"));
  }

  private void requireAccount(Context ctx) {
    account.requireToken(ctx.header("Authorization"));
  }

  /** Without it, Drive does not see what lies in a shared drive. */
  private static void requireSharedDrives(Context ctx) {
    if (!"true".equals(ctx.queryParam("supportsAllDrives"))) {
      throw SandboxDriveException.notFound();
    }
  }

  private static SandboxDriveFile.Entry entry(JsonNode body) {
    return new SandboxDriveFile.Entry(
        body.path("id").asText(newId()),
        body.path("name").asText(),
        body.path("mimeType").asText(),
        body.path("parents").path(0).asText(),
        body.path("description").asText());
  }

  /** Google's client zips what it sends. */
  private static JsonNode body(Context ctx) throws IOException {
    InputStream in = ctx.req().getInputStream();
    boolean zipped = "gzip".equals(ctx.header("Content-Encoding"));
    return SandboxDriveJson.MAPPER.readTree(zipped ? new GZIPInputStream(in) : in);
  }

  private static String newId() {
    return "1" + UUID.randomUUID().toString().replace("-", "");
  }

  private static void drain(Context ctx) throws IOException {
    ctx.req().getInputStream().transferTo(OutputStream.nullOutputStream());
  }

  /** The servlet container takes -1 for "no answer at all". */
  private static void breakConnection(Context ctx) throws IOException {
    ctx.res().sendError(-1);
  }

  private static void answer(Context ctx, String json) {
    ctx.contentType("application/json").result(json);
  }

  /** Reads the request to its end first: whoever still writes would hear of a broken connection. */
  private static void refuse(SandboxDriveException e, Context ctx) {
    try {
      drain(ctx);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
    ctx.status(e.status());
    answer(ctx, SandboxDriveJson.error(e.status(), e.reason()));
  }
}
