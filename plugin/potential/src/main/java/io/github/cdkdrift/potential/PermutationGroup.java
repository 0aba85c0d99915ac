package io.github.cdkdrift.potential;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Checks that permutations form a group: only then is a kernel that is summed over them on one side symmetric. */
final class PermutationGroup {
    private PermutationGroup() {}

    /** @throws IllegalArgumentException if they do not, or are not permutations of the atoms */
    static void require(int atoms, int[][] permutations) {
        List<Integer> identity = IntStream.range(0, atoms).boxed().toList();
        Set<List<Integer>> members = new HashSet<>();
        for (int[] permutation : permutations) {
            List<Integer> member = list(permutation);
            if (!member.stream().sorted().toList().equals(identity) || !members.add(member)) {
                throw new IllegalArgumentException("expected different permutations of 0 to " + (atoms - 1) + ", found "
                        + Arrays.toString(permutation));
            }
        }
        for (int[] p : permutations) {
            for (int[] q : permutations) {
                int[] product = Arrays.stream(q).map(i -> p[i]).toArray();
                if (!members.contains(list(product))) {
                    throw new IllegalArgumentException("the permutations form no group: " + Arrays.toString(p)
                            + " after " + Arrays.toString(q) + " is not among them");
                }
            }
        }
        if (members.isEmpty()) {
            throw new IllegalArgumentException("no permutation; the identity must be among them");
        }
    }

    private static List<Integer> list(int[] permutation) {
        return Arrays.stream(permutation).boxed().collect(Collectors.toList());
    }
}
