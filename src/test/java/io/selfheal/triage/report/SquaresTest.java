package io.selfheal.triage.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class SquaresTest {
  private static final Box WHOLE = new Box(10, 20, 80, 400);

  @Test
  void each_weight_has_its_share_of_the_area_and_all_of_it_is_used() {
    List<Double> weights = List.of(50.0, 20.0, 20.0, 6.0, 3.0, 1.0);
    List<Box> boxes = Squares.of(WHOLE, weights);
    assertEquals(weights.size(), boxes.size());
    for (int at = 0; at < weights.size(); at++) {
      double area = boxes.get(at).width() * boxes.get(at).height();
      assertEquals(weights.get(at) / 100, area / (80 * 400), 1e-9);
    }
  }

  @Test
  void every_box_lies_inside_and_none_over_another() {
    List<Box> boxes = Squares.of(WHOLE, List.of(9.0, 7.0, 5.0, 3.0, 2.0, 1.0, 1.0));
    for (Box box : boxes) {
      assertTrue(box.x() >= 10 - 1e-9 && box.x() + box.width() <= 90 + 1e-9, box.toString());
      assertTrue(box.y() >= 20 - 1e-9 && box.y() + box.height() <= 420 + 1e-9, box.toString());
      boxes.stream().filter(other -> other != box).forEach(other -> assertTrue(apart(box, other)));
    }
  }

  private static boolean apart(Box one, Box other) {
    return one.x() + one.width() <= other.x() + 1e-9
        || other.x() + other.width() <= one.x() + 1e-9
        || one.y() + one.height() <= other.y() + 1e-9
        || other.y() + other.height() <= one.y() + 1e-9;
  }
}
