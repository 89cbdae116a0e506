package io.selfheal.storage.s3;

import io.selfheal.storage.StorageException;
import io.selfheal.storage.StorageException.Reason;
import java.io.IOException;
import java.io.StringReader;
import java.net.http.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** What the server said. Nothing of it is quoted to people but its code. */
record S3Answer(int status, HttpHeaders headers, String body) {
  private static final Set<String> LOGIN =
      Set.of(
          "InvalidAccessKeyId",
          "SignatureDoesNotMatch",
          "ExpiredToken",
          "InvalidToken",
          "RequestTimeTooSkewed");
  private static final Set<String> FULL = Set.of("QuotaExceeded", "XMinioStorageFull");
  private static final Set<String> CHANGED = Set.of("XAmzContentSHA256Mismatch", "BadDigest");

  /** A completion may fail after its status was sent. */
  boolean success() {
    return status / 100 == 2 && !body.contains("<Error>");
  }

  boolean missing() {
    return status == 404 && !code().equals("NoSuchBucket");
  }

  S3Answer orThrow(String doing) throws StorageException {
    if (success()) {
      return this;
    }
    Reason reason = reason();
    String why = "the server answered " + status + (code().isEmpty() ? "" : " " + code());
    throw new StorageException(reason, "Cannot " + doing + ": " + why + "; " + mend(reason));
  }

  /** Without its quotes. */
  String etag() {
    return headers.firstValue("etag").orElse("").replace("\"", "");
  }

  /**
   * The text of an element, or of an element in each of its elements; empty where there is none.
   */
  String text(String element) {
    return text(xml(), element);
  }

  static String text(Element within, String element) {
    NodeList found = within.getElementsByTagName(element);
    return found.getLength() == 0 ? "" : found.item(0).getTextContent();
  }

  List<Element> all(String element) {
    NodeList found = xml().getElementsByTagName(element);
    List<Element> all = new ArrayList<>();
    for (int i = 0; i < found.getLength(); i++) {
      all.add((Element) found.item(i));
    }
    return all;
  }

  private String code() {
    String code = body.isBlank() ? "" : text("Code");
    return code.matches("[A-Za-z0-9]{1,60}") ? code : "";
  }

  private Reason reason() {
    if (LOGIN.contains(code())) {
      return Reason.UNAUTHORIZED;
    }
    if (FULL.contains(code())) {
      return Reason.QUOTA_EXCEEDED;
    }
    if (CHANGED.contains(code())) {
      return Reason.CHECKSUM_MISMATCH;
    }
    if (status == 429 || code().equals("SlowDown")) {
      return Reason.RATE_LIMITED;
    }
    return switch (status) {
      case 401 -> Reason.UNAUTHORIZED;
      case 403 -> Reason.FORBIDDEN;
      case 404 -> Reason.NOT_FOUND;
      default -> status >= 500 || status == 408 ? Reason.SERVER_ERROR : Reason.UNEXPECTED;
    };
  }

  private static String mend(Reason reason) {
    return switch (reason) {
      case UNAUTHORIZED -> "look at store.s3.credentialsFile, and at the clock";
      case FORBIDDEN -> "let the key put, get, list and delete objects below store.s3.prefix";
      case NOT_FOUND -> "look at store.s3.bucket and store.s3.region";
      case QUOTA_EXCEEDED -> "free some space";
      case UNEXPECTED -> "look at store.s3.endpoint and store.s3.region";
      default -> "it is tried again";
    };
  }

  private Element xml() {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      Document document =
          factory.newDocumentBuilder().parse(new InputSource(new StringReader(body)));
      return document.getDocumentElement();
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("every Java reads XML", e);
    } catch (SAXException | IOException e) {
      return empty();
    }
  }

  /** For what is no XML: a proxy's page, say. */
  private static Element empty() {
    try {
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .newDocument()
          .createElement("none");
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("every Java reads XML", e);
    }
  }
}
