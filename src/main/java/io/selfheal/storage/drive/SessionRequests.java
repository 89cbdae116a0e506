package io.selfheal.storage.drive;

import com.google.api.client.http.EmptyContent;
import com.google.api.client.http.GenericUrl;
import com.google.api.client.http.HttpContent;
import com.google.api.client.http.HttpRequest;
import com.google.api.client.http.HttpRequestFactory;
import com.google.api.client.http.json.JsonHttpContent;
import com.google.api.client.json.gson.GsonFactory;
import com.google.api.services.drive.model.File;
import java.io.IOException;
import java.util.Optional;

/**
 * The resumable upload's own requests. Google's uploader cannot go on after a restart, so these are
 * made by hand. What the network throws is no cause of theirs: it could hold the session's URI.
 */
record SessionRequests(HttpRequestFactory requests, String apiUrl, String doing) {

  /** Begins a session for a file of this id, or finds (empty) that there is such a file. */
  Optional<String> start(File file, long bytes) throws DriveTrouble, InterruptedException {
    SessionReply reply = reply(() -> post(file, bytes));
    if (reply.success() && reply.headers().getLocation() != null) {
      return Optional.of(reply.headers().getLocation());
    }
    if (reply.conflict()) {
      return Optional.empty();
    }
    throw reply.trouble(doing);
  }

  /** Where the upload stands. */
  SessionAnswer ask(UploadSession session, long total) throws DriveTrouble, InterruptedException {
    return reply(() -> put(session, new EmptyContent(), "bytes */" + total)).answer(doing);
  }

  SessionAnswer send(UploadSession session, FileRegion region, long total)
      throws DriveTrouble, InterruptedException {
    return reply(() -> put(session, region, region.range(total))).answer(doing);
  }

  private HttpRequest post(File file, long bytes) throws IOException {
    GenericUrl url = new GenericUrl(apiUrl + "upload/drive/v3/files");
    url.put("uploadType", "resumable");
    url.put("supportsAllDrives", true);
    HttpRequest request =
        requests.buildPostRequest(url, new JsonHttpContent(GsonFactory.getDefaultInstance(), file));
    request.getHeaders().set("X-Upload-Content-Type", file.getMimeType());
    request.getHeaders().set("X-Upload-Content-Length", bytes);
    return request;
  }

  private HttpRequest put(UploadSession session, HttpContent content, String range)
      throws IOException {
    HttpRequest request = requests.buildPutRequest(new GenericUrl(session.uri(), true), content);
    request.getHeaders().setContentRange(range);
    return request;
  }

  private SessionReply reply(RequestSource source) throws DriveTrouble, InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    try {
      HttpRequest request = source.build();
      request.setThrowExceptionOnExecuteError(false).setFollowRedirects(false);
      return SessionReply.read(request.execute());
    } catch (IOException e) {
      throw DriveTrouble.unreachable(doing, e).withoutCause();
    }
  }

  /** Building a request may fetch a new access token, which can fail as the request can. */
  @FunctionalInterface
  private interface RequestSource {
    HttpRequest build() throws IOException;
  }
}
