package io.selfheal.triage.heap;

import io.selfheal.triage.Culprit;
import io.selfheal.triage.Fault;
import io.selfheal.triage.Figures;
import io.selfheal.triage.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the facts of a heap mean: what is worth looking at, and how sure that is. */
final class HeapFindings {
  private final HeapFacts facts;
  private final String artefact;

  private HeapFindings(HeapFacts facts, String artefact) {
    this.facts = facts;
    this.artefact = artefact;
  }

  /**
   * @param artefact the file that the facts are from
   */
  static List<Finding> of(HeapFacts facts, String artefact) {
    return new HeapFindings(facts, artefact).all();
  }

  private List<Finding> all() {
    List<Finding> all = new ArrayList<>();
    List<HeapFacts.Suspect> suspects = SameHolder.joined(facts.suspects());
    suspects.forEach(each -> suspect(each).ifPresent(all::add));
    facts.loaders().forEach(each -> loaders(each).ifPresent(all::add));
    facts.direct().flatMap(this::direct).ifPresent(all::add);
    facts.finalizers().flatMap(this::finalizers).ifPresent(all::add);
    facts.texts().flatMap(found -> texts(found, suspects)).ifPresent(all::add);
    return all;
  }

  private Optional<Finding> suspect(HeapFacts.Suspect suspect) {
    int confidence = confidence(suspect);
    if (confidence == 0) {
      return Optional.empty();
    }
    Optional<HeapHistogram.Sized> array =
        suspect.array().filter(found -> HeapThresholds.mostly(found.bytes(), suspect.retained()));
    String sentence =
        array
            .map(
                found ->
                    "%s %s one array: %s"
                        .formatted(
                            who(suspect),
                            suspect.number() > 1 ? "hold" : "holds",
                            arrayText(found)))
            .orElseGet(
                () ->
                    "%s %s %s of the heap%s"
                        .formatted(
                            who(suspect),
                            suspect.number() > 1 ? "retain" : "retains",
                            Figures.share(share(suspect.retained())),
                            contents(suspect)));
    return Optional.of(
        new Finding(
            array.isPresent() ? Fault.HUGE_ARRAY : Fault.HEAP_LEAK,
            confidence,
            sentence,
            backing(suspect),
            culprit(suspect.holder(), suspect.retained())));
  }

  private int confidence(HeapFacts.Suspect suspect) {
    return HeapThresholds.retained(share(suspect.retained()), suspect.retained(), suspect.holder());
  }

  /** A holder without a field is a thread, of another name each time. */
  private static Culprit culprit(HeapFacts.Holder holder, long bytes) {
    return culprit(holder.field(), bytes);
  }

  private static Culprit culprit(String name, long bytes) {
    return new Culprit(name, Figures.bytes(bytes));
  }

  private String arrayText(HeapHistogram.Sized array) {
    return "a `%s` of %s elements, %s, %s of the heap"
        .formatted(
            ClassName.simple(array.name()),
            Figures.count(array.elements()),
            Figures.bytes(array.bytes()),
            Figures.share(share(array.bytes())));
  }

  private static String who(HeapFacts.Suspect suspect) {
    String holder = HeapText.holder(suspect.holder()) + (suspect.shared() ? ", among others," : "");
    int others = suspect.number() - 1;
    if (others == 0) {
      return holder;
    }
    List<String> names =
        suspect.others().stream()
            .filter(name -> !suspect.holder().root().contains("`" + name + "`"))
            .limit(3)
            .toList();
    String named = names.isEmpty() ? "" : " (`" + String.join("`, `", names) + "`)";
    return "%s and %s more like it%s".formatted(holder, Figures.count(others), named);
  }

  private static String contents(HeapFacts.Suspect suspect) {
    List<HeapHistogram.OfClass> named =
        suspect.contents().stream()
            .filter(line -> !HeapText.infrastructure(line.name()))
            .limit(2)
            .toList();
    List<String> texts =
        named.stream()
            .filter(line -> line.bytes() * 4 >= named.get(0).bytes())
            .map(
                line ->
                    "%s `%s`"
                        .formatted(Figures.count(line.instances()), ClassName.simple(line.name())))
            .toList();
    return texts.isEmpty() ? "" : ": " + String.join(", ", texts);
  }

  private List<String> backing(HeapFacts.Suspect suspect) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s: retains %s of %s"
            .formatted(artefact, Figures.bytes(suspect.retained()), Figures.bytes(facts.bytes())));
    suspect.contents().stream()
        .limit(5)
        .forEach(
            line ->
                lines.add(
                    "%s: in it %s `%s`, %s"
                        .formatted(
                            artefact,
                            Figures.count(line.instances()),
                            line.name(),
                            Figures.bytes(line.bytes()))));
    path(suspect.holder()).ifPresent(lines::add);
    return lines;
  }

  private Optional<String> path(HeapFacts.Holder holder) {
    return holder.path().isEmpty()
        ? Optional.empty()
        : Optional.of(artefact + ": path " + HeapText.path(holder.path()));
  }

  private Optional<Finding> loaders(HeapFacts.Loaders found) {
    int confidence = HeapThresholds.loaders(found.loaders(), found.copies());
    if (confidence == 0) {
      return Optional.empty();
    }
    String sentence =
        "%s class loaders `%s` are still alive, `%s` is loaded %s times%s"
            .formatted(
                Figures.count(found.loaders()),
                ClassName.simple(found.name()),
                ClassName.simple(found.loaded()),
                Figures.count(found.copies()),
                heldBy(found.holder()));
    return Optional.of(
        finding(
                Fault.CLASS_LOADER_LEAK,
                confidence,
                sentence,
                "%s: %s `%s` retain %s"
                    .formatted(
                        artefact,
                        Figures.count(found.loaders()),
                        found.name(),
                        Figures.bytes(found.retained())),
                found.holder())
            .of(culprit(found.name(), found.retained())));
  }

  private Optional<Finding> direct(HeapFacts.Group found) {
    boolean mapped = found.name().equals(OutsideBuffers.MAPPED);
    int some = HeapThresholds.direct(found.count(), found.bytes(), facts.bytes());
    int confidence = mapped ? Math.min(some, HeapThresholds.BELOW_ALARM) : some;
    if (confidence == 0) {
      return Optional.empty();
    }
    String sentence =
        "%s %s buffers hold %s outside of the heap%s"
            .formatted(
                Figures.count(found.count()),
                mapped ? "mapped" : "direct",
                Figures.bytes(found.bytes()),
                heldBy(found.holder()));
    return Optional.of(
        finding(
                Fault.DIRECT_MEMORY,
                confidence,
                sentence,
                "%s: capacity of all `%s` together %s, of the heap %s are in use"
                    .formatted(
                        artefact,
                        found.name(),
                        Figures.bytes(found.bytes()),
                        Figures.bytes(facts.bytes())),
                found.holder())
            .of(culprit(found.name(), found.bytes())));
  }

  private Optional<Finding> finalizers(HeapFacts.Group found) {
    int confidence = HeapThresholds.finalizers(found.count(), share(found.bytes()), found.bytes());
    if (confidence == 0) {
      return Optional.empty();
    }
    String sentence =
        "%s objects wait for their finalizer, most of them `%s`; with what they hold they are %s of the heap"
            .formatted(
                Figures.count(found.count()),
                ClassName.simple(found.name()),
                Figures.share(share(found.bytes())));
    return Optional.of(
        finding(
                Fault.FINALIZER_QUEUE,
                confidence,
                sentence,
                "%s: %s are reached through `java.lang.ref.Finalizer` alone, and retain %s; most are `%s`"
                    .formatted(
                        artefact,
                        Figures.count(found.count()),
                        Figures.bytes(found.bytes()),
                        found.name()),
                found.holder())
            .of(culprit(found.name(), found.bytes())));
  }

  private Optional<Finding> texts(HeapFacts.Texts found, List<HeapFacts.Suspect> suspects) {
    int confidence =
        suspects.stream()
            .filter(holder -> HeapThresholds.explainsMore(holder.retained(), found.wasted()))
            .mapToInt(this::confidence)
            .filter(HeapThresholds::alarm)
            .map(sure -> sure - 1)
            .reduce(
                HeapThresholds.texts(share(found.wasted()), found.wasted(), found.strings()),
                Math::min);
    if (confidence == 0) {
      return Optional.empty();
    }
    String sentence =
        "%s of the heap are duplicate strings%s"
            .formatted(
                Figures.share(share(found.wasted())),
                found.holder().kind() == HeapFacts.Kind.UNKNOWN
                    ? ""
                    : ", most of them in " + HeapText.holder(found.holder()));
    return Optional.of(
        finding(
                Fault.DUPLICATE_STRINGS,
                confidence,
                sentence,
                "%s: %s strings, at most %s different ones; the others take %s"
                    .formatted(
                        artefact,
                        Figures.count(found.strings()),
                        Figures.count(found.distinct()),
                        Figures.bytes(found.wasted())),
                found.holder())
            .of(culprit(found.holder(), found.wasted())));
  }

  private static String heldBy(HeapFacts.Holder holder) {
    return holder.kind() == HeapFacts.Kind.UNKNOWN ? "" : ", held by " + HeapText.holder(holder);
  }

  private Finding finding(
      Fault fault, int confidence, String sentence, String line, HeapFacts.Holder holder) {
    List<String> lines = new ArrayList<>(List.of(line));
    path(holder).ifPresent(lines::add);
    return new Finding(fault, confidence, sentence, lines);
  }

  private double share(long bytes) {
    return facts.bytes() == 0 ? 0 : (double) bytes / facts.bytes();
  }
}
