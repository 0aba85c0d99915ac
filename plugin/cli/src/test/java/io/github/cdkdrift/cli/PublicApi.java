package io.github.cdkdrift.cli;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a class offers to other projects, in lines: its head, and each public or protected member with all its types. */
final class PublicApi {
    private static final List<String> OF_RECORDS = List.of("equals", "hashCode", "toString");
    private static final List<String> OF_ENUMS = List.of("values", "valueOf");

    private PublicApi() {}

    /** Whether other projects see a class: it and all around it are public. */
    static boolean isOffered(Class<?> type) {
        for (Class<?> at = type; at != null; at = at.getEnclosingClass()) {
            if (!Modifier.isPublic(at.getModifiers())) {
                return false;
            }
        }
        return !type.isAnonymousClass() && !type.isLocalClass();
    }

    static String of(Class<?> type) {
        List<String> members = new ArrayList<>();
        Arrays.stream(type.getDeclaredFields())
                .filter(PublicApi::isOffered)
                .map(Field::toGenericString)
                .forEach(members::add);
        Arrays.stream(type.getDeclaredConstructors())
                .filter(PublicApi::isOffered)
                .map(Constructor::toGenericString)
                .forEach(members::add);
        Arrays.stream(type.getDeclaredMethods())
                .filter(PublicApi::isOffered)
                .filter(method -> !isGiven(type, method))
                .map(Method::toGenericString)
                .forEach(members::add);
        return head(type) + "\n"
                + members.stream()
                        .map(member -> "    " + plain(member) + "\n")
                        .sorted()
                        .collect(Collectors.joining());
    }

    private static String head(Class<?> type) {
        StringBuilder head = new StringBuilder(type.isInterface() ? "interface " : "class ");
        if (type.isRecord()) {
            head.replace(0, 5, "record");
        } else if (type.isEnum()) {
            head.replace(0, 5, "enum");
        } else if (!type.isInterface() && Modifier.isFinal(type.getModifiers())) {
            head.insert(0, "final ");
        } else if (!type.isInterface() && Modifier.isAbstract(type.getModifiers())) {
            head.insert(0, "abstract ");
        }
        head.append(type.getName());
        if (type.isRecord()) {
            head.append(Arrays.stream(type.getRecordComponents())
                    .map(PublicApi::component)
                    .collect(Collectors.joining(", ", "(", ")")));
        }
        Type above = type.getGenericSuperclass();
        if (above != null && above != Object.class && !type.isRecord() && !type.isEnum()) {
            head.append(" extends ").append(above.getTypeName());
        }
        head.append(
                list(" implements ", Arrays.stream(type.getGenericInterfaces()).map(Type::getTypeName)));
        if (type.isSealed()) {
            head.append(list(
                    " permits ", Arrays.stream(type.getPermittedSubclasses()).map(Class::getName)));
        }
        return plain(head.toString());
    }

    private static String component(RecordComponent component) {
        return component.getGenericType().getTypeName() + " " + component.getName();
    }

    private static String list(String before, Stream<String> names) {
        String joined = names.collect(Collectors.joining(", "));
        return joined.isEmpty() ? "" : before + joined;
    }

    private static String plain(String signature) {
        return signature.replace("java.lang.", "").replaceFirst("^public ", "");
    }

    private static <M extends AnnotatedElement & Member> boolean isOffered(M member) {
        return (member.getModifiers() & (Modifier.PUBLIC | Modifier.PROTECTED)) != 0 && !member.isSynthetic();
    }

    /** What every record and enum has. */
    private static boolean isGiven(Class<?> type, Method method) {
        return type.isRecord() && OF_RECORDS.contains(method.getName())
                || type.isEnum() && OF_ENUMS.contains(method.getName());
    }

    /** The classes that the members of a class name. */
    static Stream<Class<?>> mentioned(Class<?> type) {
        Stream<Executable> executables =
                Stream.concat(Arrays.stream(type.getDeclaredConstructors()), Arrays.stream(type.getDeclaredMethods()));
        Stream<Class<?>> ofExecutables = executables
                .filter(PublicApi::isOffered)
                .flatMap(member -> Stream.concat(
                        Arrays.stream(member.getParameterTypes()),
                        member instanceof Method method ? Stream.of(method.getReturnType()) : Stream.empty()));
        Stream<Class<?>> ofFields = Arrays.stream(type.getDeclaredFields())
                .filter(PublicApi::isOffered)
                .map(Field::getType);
        return Stream.concat(ofExecutables, ofFields).map(PublicApi::element);
    }

    private static Class<?> element(Class<?> type) {
        return type.isArray() ? element(type.getComponentType()) : type;
    }
}
